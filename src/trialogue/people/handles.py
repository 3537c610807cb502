"""Handles: short, unique without regard to case, never an address of the site."""

import re
import unicodedata

from .persons import Person

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
PATTERN = re.compile(r"[a-z0-9](?:[a-z0-9_.-]{0,38}[a-z0-9_])?\Z", re.IGNORECASE)


def handle_from(name: str) -> str:
    """A free handle made from a name: 'Wanjiru Kamau' is wanjiru, then wanjiru-kamau, then wanjiru-2 …"""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)[:3] or ["member"]
    whole = "-".join(words)[:36]
    candidates = [words[0][:36], whole, *(f"{words[0][:30]}-{n}" for n in range(2, 20))]
    taken = set(Person.objects.filter(handle_key__in=candidates).values_list("handle_key", flat=True)) | RESERVED
    free = next((candidate for candidate in candidates if len(candidate) > 1 and candidate not in taken), None)
    return free or f"{words[0][:20]}-{Person.objects.order_by('-pk').values_list('pk', flat=True).first() or 1}x"


def is_free(handle: str, *, but: Person | None = None) -> bool:
    if handle.lower() in RESERVED or not PATTERN.match(handle):
        return False
    others = Person.objects.filter(handle_key=handle.lower())
    return not (others.exclude(pk=but.pk) if but else others).exists()
