"""All settings. Nothing needs to be set to start; what may be is read from the environment.

What a manager may change is a setting in the site (`core.site.Site`), not here.
"""

import secrets
from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from trialogue.core.logs import without_refusals

env = environ.Env()

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent.parent
DATA = Path(env.str("TRIALOGUE_DATA", default=str(ROOT / "var"))).resolve()
DATA.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """The key made on first start and kept beside the data, unless the environment names one."""
    given: str = env.str("SECRET_KEY", default="")
    if given:
        return given
    path = DATA / "secret-key"
    try:
        with path.open("x", encoding="ascii") as new:
            path.chmod(0o600)
            new.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")


SECRET_KEY = _secret_key()
DEBUG = env.bool("DEBUG", default=False)
# Local mode: one machine, one person trying it. Outgoing mail is kept in files and shown at /dev/mail/.
LOCAL = env.bool("TRIALOGUE_LOCAL", default=False)
ADDRESS = DATA / "address"  # where `trialogue up` was reached last in local mode, for the links other commands print
BASE_URL = env.str(
    "TRIALOGUE_URL", default=ADDRESS.read_text(encoding="utf-8") if ADDRESS.exists() else "http://127.0.0.1:8000"
).rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "trialogue.core",
    "trialogue.people",
    "trialogue.hub.products",
    "trialogue.hub.conversations",
    "trialogue.hub.forum",
    "trialogue.hub.groups",
    "trialogue.hub.tickets",
    "trialogue.hub.releases",
    "trialogue.hub.growth",
    "trialogue.hub.front",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "ninja",
]

MIDDLEWARE = [
    "trialogue.core.middleware.security_headers",
    "trialogue.hub.conversations.live.nothing_new",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "trialogue.people.middleware.member",
    "trialogue.core.guarding.sightings.middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "trialogue.config.urls"
WSGI_APPLICATION = "trialogue.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "trialogue.people.context.page",
            ],
        },
    }
]

DATABASES = {
    "default": env.db_url_config(env.str("DATABASE_URL", default="") or f"sqlite:///{DATA / 'trialogue.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    USUAL_OPTIONS = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000; PRAGMA secure_delete=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    USUAL_OPTIONS = {"connect_timeout": 5}
DATABASES["default"]["OPTIONS"] = USUAL_OPTIONS | DATABASES["default"].get(
    "OPTIONS", {}
)  # DATABASE_URL may give others
DATABASES["default"]["CONN_MAX_AGE"] = 60  # opening one costs as much as a third of a page
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["trialogue.people.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "trialogue.people.adapter.Adapter"
ACCOUNT_FORMS = {
    "signup": "trialogue.people.forms.doors.JoinForm",
    "login": "trialogue.people.forms.doors.SignInForm",
    "request_login_code": "trialogue.people.forms.doors.CodeRequestForm",
    "confirm_login_code": "trialogue.people.forms.doors.SignInCodeForm",
    "confirm_email_verification_code": "trialogue.people.forms.doors.JoinCodeForm",
    "reset_password": "trialogue.people.forms.doors.ResetForm",
    "confirm_password_reset_code": "trialogue.people.forms.doors.ResetCodeForm",
    "reset_password_from_key": "trialogue.people.forms.doors.NewPasswordForm",
    "change_password": "trialogue.people.forms.doors.ChangePasswordForm",
    "set_password": "trialogue.people.forms.doors.SetPasswordForm",
    "add_email": "trialogue.people.forms.doors.AddressForm",
    "reauthenticate": "trialogue.people.forms.doors.OnceMoreForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
# No password while joining: whoever joins with an address that is not theirs would know its password later.
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SIGNUP_REDIRECT_URL = "start"
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": True}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("BEHIND_PROXY", default=False) else 0
PASSWORD_RESET_TIMEOUT = 3600  # seconds: the one-time links of the command line

SESSION_ENGINE = "trialogue.people.backend"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https")
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SECURE_HSTS_SECONDS = 31_536_000 if BASE_URL.startswith("https") else 0

EMAIL_CONFIG = env.email("EMAIL_URL", default="filemail://" if LOCAL else "smtp://localhost:25")
vars().update(EMAIL_CONFIG)
if EMAIL_CONFIG["EMAIL_BACKEND"].endswith("filebased.EmailBackend"):
    EMAIL_FILE_PATH = str(DATA / "mail")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="community@localhost")

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("he", _("Hebrew"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "trialogue.core.design.sheet.SheetFinder",
    "trialogue.core.design.sheet.FontFinder",
]
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map", "png", "webp", "woff2", "br", "gz"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "trialogue.config.assets.HashedFiles"},
}
FILES_ROOT = DATA / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Their headers are set by core.middleware.security_headers: HSTS, nosniff, referrer and opener policy (W001), and
# frame-ancestors in the content policy, which X-Frame-Options is the older form of (W002).
SILENCED_SYSTEM_CHECKS = ["security.W001", "security.W002"]
NINJA_PAGINATION_MAX_LIMIT = 100

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"refusals": {"()": "django.utils.log.CallbackFilter", "callback": without_refusals}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["refusals"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
