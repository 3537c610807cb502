"""What can be noticed, in the words of the pages."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from trialogue.core.errors import Guarded, NeedsLook

SECRETS = {
    "private_key": _("a private key"),
    "code_host_token": _("an access token of a code host"),
    "cloud_key": _("a key of a cloud service"),
    "chat_token": _("a token of a chat service"),
    "registry_token": _("a token of a package registry"),
    "web_token": _("a signed token (JWT)"),
    "own_token": _("a token of this site"),
    "password": _("a password"),
}
PATIENTS = {
    "us_ssn": _("a US Social Security number"),
    "uk_nhs": _("a UK NHS number"),
    "fr_nir": _("a French social security number"),
    "es_dni": _("a Spanish identity number"),
    "il_id": _("an Israeli identity number"),
    "in_aadhaar": _("an Indian Aadhaar number"),
    "birth_date": _("a date of birth"),
    "record_number": _("the number of a patient or subject"),
    "mail_list": _("a list of e-mail addresses"),
    "phone_list": _("a list of telephone numbers"),
    "patient_table": _("a table about patients"),
    "dicom": _("a DICOM picture"),
}
KINDS = SECRETS | PATIENTS


def label_of(kind: str) -> str:
    return str(KINDS.get(kind, kind))


def headline_of(found: Guarded) -> str:
    if not isinstance(found, NeedsLook):
        return gettext("This cannot be posted as it is")
    n = len(found.noticed)
    said = ngettext("%(n)s place here could point to a patient", "%(n)s places here could point to a patient", n)
    return said % {"n": n}
