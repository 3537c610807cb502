"""Who sees a private ticket beside the maintainers."""

from trialogue.people.audiences import AudienceMember
from trialogue.people.persons import Person

from .models import Ticket


def invited_to(ticket: Ticket) -> list[Person]:
    """Who opened it first, then in the order they were invited; nobody where nobody was invited."""
    if not ticket.is_private:
        return []
    members = AudienceMember.objects.filter(audience_id=ticket.conversation.audience_id)
    return [member.person for member in members.select_related("person__picture").order_by("at", "pk")]
