"""Polls as they stood: the question, the options, the votes."""

from typing import Any

from trialogue.core.words import writable

from .markup import words_of

KEPT = ("type", "status", "results", "public", "min", "max", "chart_type")


def kept(polls: list[dict[str, Any]], came: dict[str, int]) -> dict[str, dict[str, Any]]:
    """The polls of a post by name. Voters stay numbers of the old forum, no names."""
    return {made["name"]: made for poll in polls if (made := _poll(poll, came))}


def _poll(poll: dict[str, Any], came: dict[str, int]) -> dict[str, Any] | None:
    options = poll.get("options")
    if not isinstance(options, list):
        return None
    voters = poll.get("preloaded_voters")
    chosen = [_option(option, voters) for option in options if isinstance(option, dict)]
    made = {
        "name": str(poll.get("name") or "poll"),
        "title": _words(poll.get("title")),
        "voters": count(poll.get("voters")),
        "options": chosen,
    }
    made |= {name: poll[name] for name in KEPT if isinstance(poll.get(name), str | int | bool)}
    came["polls"] += 1
    came["poll votes with a voter"] += sum(len(option["by"]) for option in chosen)
    return made


def _option(option: dict[str, Any], voters: object) -> dict[str, Any]:
    by = voters.get(option.get("id")) if isinstance(voters, dict) else None
    people = [person["id"] for person in by or [] if isinstance(person, dict) and isinstance(person.get("id"), int)]
    return {"text": _words(option.get("html")), "votes": count(option.get("votes")), "by": people}


def _words(html: object) -> str:
    return words_of(writable(html)) if isinstance(html, str) else ""


def count(number: object) -> int:
    return number if isinstance(number, int) and number > 0 else 0
