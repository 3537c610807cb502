"""How the text of a new ticket begins, by its kind: the headings one would otherwise be asked for."""

from django.utils.translation import gettext as _

from .models import TicketKind


def _headings(*headings: str) -> str:
    return "\n\n".join(f"## {heading}\n" for heading in headings)


def beginning(kind: str) -> str:
    """Markdown headings; empty for what needs none."""
    if kind in (TicketKind.BUG, TicketKind.SECURITY):
        return _headings(_("What happens"), _("What should happen"), _("How to see it, step by step"))
    if kind == TicketKind.FEATURE:
        return _headings(_("What people want to do"), _("What stands in the way today"), _("Done when"))
    if kind == TicketKind.TASK:
        return _headings(_("What is to do"), _("Done when"))
    return _headings(_("What is missing or wrong"), _("Where it should stand"))


def is_untouched(source: str) -> bool:
    """Whether nobody typed more than the beginning of some kind."""
    said = source.replace("\r\n", "\n").strip()
    return said in {"", *(beginning(kind).strip() for kind in TicketKind.values)}
