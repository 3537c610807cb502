"""The site's settings, on a data directory of their own: tests never see ./var."""

import atexit
import os
import shutil
import tempfile

os.environ["TRIALOGUE_DATA"] = tempfile.mkdtemp(prefix="trialogue-tests-")
os.environ.setdefault("TRIALOGUE_LOCAL", "1")
# Playwright keeps an event loop open in the thread of the tests, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
atexit.register(shutil.rmtree, os.environ["TRIALOGUE_DATA"], ignore_errors=True)

from trialogue.config.settings import *  # noqa: E402, F403 - after the environment is set

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
