"""Where somebody is signed in, in words; the addresses of their networks are not shown."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from trialogue.core.design.moments import moment

from .accounts import Account

# In this order: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
BROWSERS = {"Firefox": "Firefox", "Edg": "Edge", "OPR": "Opera", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}
MOST = 50


@dataclass(frozen=True)
class Device:
    pk: int
    name: str
    since: SafeString
    is_current: bool


def device_name(user_agent: str) -> str:
    """'Firefox on Linux', or as much as can be told."""
    browser = next((name for sign, name in BROWSERS.items() if sign in user_agent), _("A browser"))
    system = next((name for sign, name in SYSTEMS.items() if sign in user_agent), "")
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system} if system else browser


def devices_of(account: Account, *, current_key: str, user_agent: str, at: datetime) -> list[Device]:
    """This device first, then the others that are still signed in."""
    running = Session.objects.filter(expire_date__gt=at).values("session_key")
    others = UserSession.objects.filter(user=account, session_key__in=running).exclude(session_key=current_key)
    here = Device(0, device_name(user_agent), SafeString(""), is_current=True)
    found = others.order_by("-created_at")[:MOST]
    return [
        here,
        *(Device(one.pk, device_name(one.user_agent), moment(one.created_at), is_current=False) for one in found),
    ]
