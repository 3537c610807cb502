"""The URL table as it is, and for each address how it is filled with what is public or secret.

A route that is not declared here fails the test: whoever adds one says what it may show.
"""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

# The names of a route's parameters in the words of world.py. Routes that take nothing are declared with {}.
TOPIC = {"pk": "topic", "slug": "slug"}
TOPIC_POST = {**TOPIC, "number": "number"}
TALK = {"conversation_id": "conversation"}
TALK_POST = {**TALK, "number": "number"}
TICKET = {"number": "ticket"}
RELEASE = {"product": "product", "version": "version"}
FILE = {"pk": "file", "name": "name"}

ROUTES: dict[str, dict[str, str]] = {
    "api-docs": {},
    "brand-css": {},
    "healthz": {},
    "readyz": {},
    "robots": {},
    "rules": {},
    "privacy": {},
    "accessibility": {},
    "feed-forum": {},
    "feed-category": {"slug": "category"},
    "feed-tickets": {},
    "feed-roadmap": {},
    "feed-releases": {},
    "sitemap": {},
    "search": {},
    "home": {},
    "start": {},
    "start-voices": {},
    "styleguide": {},
    "forum": {},
    "category": {"slug": "category"},
    "topic-ask": {},
    "topic-similar": {},
    "topics-read": {},
    "topic": TOPIC,
    "topic-short": {"pk": "topic"},
    "post": TOPIC_POST,
    "topic-edit": TOPIC,
    "topic-accept": TOPIC_POST,
    "same-here": TOPIC,
    "preview": {},
    "draft": {"key": "key"},
    "file-upload": {},
    "file": FILE,
    "reply": TALK,
    "follow": TALK,
    "post-edit": TALK_POST,
    "post-history": TALK_POST,
    "post-thanks": TALK_POST,
    "post-remove": TALK_POST,
    "post-restore": TALK_POST,
    "post-redact": TALK_POST,
    "title-redact": TALK,
    "tickets": {},
    "ticket-new": {},
    "ticket": TICKET,
    "ticket-post": {"number": "ticket", "post": "number"},
    "ticket-move": TICKET,
    "ticket-plan": TICKET,
    "ticket-edit": TICKET,
    "ticket-affect": TICKET,
    "ticket-audience": TICKET,
    "ticket-narrow": TICKET,
    "ticket-widen": TICKET,
    "ticket-from-post": TOPIC_POST,
    "roadmap": {},
    "milestone-new": {},
    "milestone": {"slug": "milestone"},
    "milestone-edit": {"slug": "milestone"},
    "releases": {},
    "release-default-latest": {},
    "release-draft": {},
    "release-latest": {"product": "product"},
    "release": RELEASE,
    "release-edit": RELEASE,
    "release-publish": RELEASE,
    "release-files": RELEASE,
    "release-file-remove": {**RELEASE, "pk": "release_file"},
    "release-file": {**RELEASE, "pk": "release_file", "name": "name"},
    "release-post": {**RELEASE, "number": "number"},
    "people": {},
    "person": {"handle": "handle"},
    "claim": {"handle": "handle"},
    "settings": {},
    "profile-edit": {},
    "settings-tokens": {},
    "settings-notices": {},
    "settings-sign-out": {},
    "theme": {},
    "inbox": {},
    "inbox-read": {},
    "topic-close": TOPIC,
    "topic-move": TOPIC,
    "topic-pin": TOPIC,
    "topic-unpin-here": TOPIC,
    "topic-archive": TOPIC,
    "topic-split": TOPIC,
    "topic-merge": TOPIC,
    "topic-remove": TOPIC,
    "manage": {},
    "first-run": {},
    "manage-members": {},
    "manage-member": {"handle": "handle"},
    "manage-member-grant": {"handle": "handle"},
    "manage-member-suspend": {"handle": "handle"},
    "manage-member-let-in": {"handle": "handle"},
    "manage-claims": {},
    "manage-categories": {},
    "manage-category-new": {},
    "manage-category": {"slug": "category"},
    "manage-products": {},
    "manage-product-new": {},
    "manage-product": {"slug": "product"},
    "manage-part-new": {"slug": "product"},
    "manage-milestones": {},
    "manage-brand": {},
    "manage-start": {},
    "audit": {},
    "manage-work": {},
    "figures": {},
    "figure": {"name": "figure"},
}
# Addresses that show only the caller's own things, or need a number nobody can guess: tested where they are made.
OWN = {
    "sitemap-part": "by the number of a part (tests/front)",
    "dev-mail": "local mode only, answers 404 elsewhere (tests/front)",
    "dev-mail-message": "local mode only",
    "dev-mail-html": "local mode only",
    "mail-stop": "a signed address (tests/people)",
    "signin-link": "a signed address (tests/people)",
    "topic-unmerge": "by the id of a merge, for who may merge (tests/forum)",
    "notice": "one's own notices (tests/people)",
    "told-answer": "what one was told (tests/releases)",
    "settings-token-revoke": "one's own tokens (tests/people)",
    "manage-member-revoke": "by the id of a grant, for managers (tests/front)",
    "manage-work-again": "by the id of a failed job, for managers (tests/front)",
    "manage-claim-decide": "by the id of a claim, for managers (tests/front)",
    "manage-claim-undo": "by the id of a person, for managers (tests/front)",
    "manage-start-step": "a step of getting started, for managers (tests/front)",
    "manage-part": "a part of a product, for managers (tests/front)",
    "start-go": "a door that counts a step and leads on (tests/front)",
    "ticket-unlink": "by the id of a link, for who may edit (tests/tickets)",
    "ticket-uninvite": "by the id of an invitation, for who may edit (tests/tickets)",
}


def flat(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, str]]:
    """(name, pattern) of every route below, the API apart."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name or "", before + str(pattern.pattern)
        elif pattern.namespace != "api":
            yield from flat(pattern, before + str(pattern.pattern))
