"""What the small actions of Discourse say, after the name of who did them."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "closed.enabled": _("closed this topic"),
    "closed.disabled": _("opened this topic again"),
    "autoclosed.enabled": _("let this topic close by itself"),
    "autoclosed.disabled": _("let this topic open by itself"),
    "archived.enabled": _("archived this topic"),
    "archived.disabled": _("took this topic out of the archive"),
    "pinned.enabled": _("pinned this topic"),
    "pinned.disabled": _("unpinned this topic"),
    "pinned_globally.enabled": _("pinned this topic everywhere"),
    "pinned_globally.disabled": _("unpinned this topic everywhere"),
    "visible.enabled": _("listed this topic"),
    "visible.disabled": _("took this topic off the lists"),
    "split_topic": _("moved posts"),
    "invited_user": _("invited somebody"),
    "invited_group": _("invited a group"),
    "removed_user": _("removed somebody"),
    "banner.enabled": _("made this topic a banner"),
    "banner.disabled": _("took the banner down"),
    "forwarded": _("forwarded a mail"),
}
CLOSING = ("closed.enabled", "autoclosed.enabled", "archived.enabled")


def act_said(code: str) -> str:
    """`closed.enabled` in words; a code we do not know is shown as it is."""
    return str(ACTS.get(code, code.replace(".", " ").replace("_", " ")))
