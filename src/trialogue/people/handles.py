"""Handles: short, unique without regard to case, never an address of the site."""

import re
import unicodedata

from .persons import Identity, Person

RESERVED = frozenset(
    [
        "about",
        "accounts",
        "admin",
        "administrator",
        "all",
        "anonymous",
        "api",
        "claims",
        "code",
        "dev",
        "everyone",
        "events",
        "export",
        "files",
        "forum",
        "git",
        "groups",
        "he",
        "fr",
        "es",
        "hi",
        "healthz",
        "help",
        "here",
        "inbox",
        "manage",
        "me",
        "meetings",
        "member",
        "members",
        "messages",
        "mod",
        "moderator",
        "moderators",
        "new",
        "news",
        "nobody",
        "null",
        "o",
        "operator",
        "people",
        "readyz",
        "releases",
        "root",
        "roadmap",
        "search",
        "settings",
        "staff",
        "start",
        "static",
        "team",
        "world",
        "styleguide",
        "support",
        "system",
        "t",
        "tags",
        "team",
        "tickets",
        "trialogue",
        "undefined",
        "user",
        "users",
        "videos",
        "world",
    ]
)
HANDLE = "handle"
PATTERN = re.compile(r"[a-z0-9](?:[a-z0-9_.-]{0,38}[a-z0-9_])?\Z", re.IGNORECASE)


def candidates(name: str) -> list[str]:
    """Handles made from a name, the best first: 'Wanjiru Kamau' is wanjiru, then wanjiru-kamau, then wanjiru-2 …"""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)[:3] or ["member"]
    return [words[0][:36], "-".join(words)[:36], *(f"{words[0][:30]}-{n}" for n in range(2, 20))]


def handle_from(name: str) -> str:
    """A free handle made from a name."""
    wanted = candidates(name)
    taken = set(Person.objects.filter(handle_key__in=wanted).values_list("handle_key", flat=True)) | RESERVED
    taken |= set(Identity.objects.filter(kind=HANDLE, value__in=wanted).values_list("value", flat=True))
    free = next((candidate for candidate in wanted if len(candidate) > 1 and candidate not in taken), None)
    return free or f"{wanted[0][:20]}-{Person.objects.order_by('-pk').values_list('pk', flat=True).first() or 1}x"


def taken_handles() -> set[str]:
    """Every handle nobody else can have, for whoever makes many at once."""
    held = Person.objects.values_list("handle_key", flat=True)
    return {*held, *Identity.objects.filter(kind=HANDLE).values_list("value", flat=True), *RESERVED}


def is_free(handle: str, *, but: Person | None = None) -> bool:
    if handle.lower() in RESERVED or not PATTERN.match(handle):
        return False
    others = Person.objects.filter(handle_key=handle.lower())
    before = Identity.objects.filter(kind=HANDLE, value=handle.lower())
    if but is not None:
        others, before = others.exclude(pk=but.pk), before.exclude(person=but)
    return not others.exists() and not before.exists()


def keep_handle(person: Person, new: str | None) -> None:
    """A handle somebody had stays theirs: addresses with it lead on for good."""
    old = person.handle.lower()
    if new is not None and new.lower() != old:
        Identity.objects.get_or_create(kind=HANDLE, value=old, defaults={"person": person})


def holder_before(handle: str) -> Person | None:
    """Who had this handle before they took another."""
    kept = Identity.objects.select_related("person__merged_into").filter(kind=HANDLE, value=handle.lower()).first()
    return kept.person if kept else None
