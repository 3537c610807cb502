"""Which conversations grew out of others, carrying words along. The upper apps know: a ticket from a topic, a release of tickets."""

from collections.abc import Callable, Collection

Grown = Callable[[Collection[int]], Collection[int]]

_growths: list[Grown] = []


def grows(growth: Grown) -> Grown:
    """Marks a function: the ids of the conversations that grew directly out of these (ids)."""
    _growths.append(growth)
    return growth


def grown_from(conversation_id: int) -> set[int]:
    """Everything that grew out of this one, however far, without itself."""
    found, fresh = {conversation_id}, {conversation_id}
    while fresh:
        fresh = {pk for growth in _growths for pk in growth(fresh)} - found
        found |= fresh
    return found - {conversation_id}
