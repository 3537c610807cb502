"""Every page that lists or shows something has its operation in the API; a route nobody declared here fails."""

import pytest
from tests.api.test_every_action import document, operations
from tests.safety.routes import flat

# Pages that show things, and the operation that gives the same.
SHOWS = {
    "forum": "/topics",
    "category": "/topics",
    "tags": "/tags",
    "tags-known": "/tags",
    "tag": "/topics",
    "manage-tags": "/tags",
    "topics-news": "/topics",
    "settings-watching": "/me/watches",
    "news": "/conversations/{conversation_id}/posts",
    "topic": "/topics/{topic_id}",
    "topic-short": "/topics/{topic_id}",
    "answer-holds": "/topics/{topic_id}/solutions",
    "topic-merge": "/topics/{topic_id}/merges",
    "post": "/posts/{post_id}",
    "poll-who": "/posts/{post_id}/poll/votes",
    "post-history": "/posts/{post_id}/revisions",
    "ticket-post": "/posts/{post_id}",
    "release-post": "/posts/{post_id}",
    "tickets": "/tickets",
    "ticket": "/tickets/{number}",
    "roadmap": "/milestones",
    "milestone": "/milestones/{slug}",
    "releases": "/releases",
    "release": "/releases/{release_id}",
    "release-latest": "/releases",
    "release-default-latest": "/releases",
    "search": "/search",
    "topic-similar": "/search",
    "complete": "/search",
    "people": "/people",
    "person": "/people/{handle}",
    "groups": "/groups",
    "group": "/groups/{group}",
    "group-members": "/groups/{group}/members",
    "team": "/team",
    "world": "/world",
    "inbox": "/notices",
    "told-answer": "/me/told",
    "messages": "/messages",
    "message": "/messages/{conversation_id}",
    "message-post": "/posts/{post_id}",
    "settings-people": "/me/aside",
    "manage-direct-reports": "/reports/direct",
    "preview": "/preview",
    "draft": "/drafts/{key}",
    "drafts": "/drafts",
    "bookmarks": "/bookmarks",
    "post-reactions": "/posts/{post_id}/reactions",
    "file-upload": "/files",
    "settings": "/me",
    "manage-members": "/people",
    "manage-member": "/roles",
    "manage-standing": "/people/{handle}/standing",
    "manage-clear": "/people/{handle}/clearing",
    "manage-trust": "/site/trust",
    "settings-standing": "/me/standing",
    "manage-claims": "/claims",
    "manage-categories": "/categories",
    "manage-products": "/products",
    "manage-product": "/products/{slug}/components",
    "manage-milestones": "/milestones",
    "manage-brand": "/site",
    "manage-reactions": "/site",
    "manage-start": "/site/steps",
    "manage-guard": "/guard",
    "audit": "/events",
    "manage-work": "/jobs/failed",
    "review": "/review",
    "review-item": "/review",
    "review-post": "/review",
    "review-words": "/review/words",
    "reports": "/me/reports",
    "rules": "/rules/{language}",
    "rules-history": "/rules/{language}",
    "figures": "/figures",
    "figure": "/figures/{figure}",
}
# Doors of actions: test_every_action.py sees that each action behind them is an operation.
DOORS = {
    "topic-ask", "topics-read", "topic-edit", "topic-accept", "topic-close", "topic-remove", "topic-move", "topic-pin", "topic-unpin-here",
    "topic-archive", "topic-split", "topic-unmerge", "same-here", "reply", "follow", "post-edit",
    "read", "category-watch", "tag-watch", "tag-edit",
    "post-reaction", "post-bookmark",
    "post-thanks", "post-remove", "post-restore", "post-wiki", "poll-edit", "poll-vote", "poll-end", "post-redact", "title-redact", "ticket-new", "ticket-move", "ticket-plan", "ticket-edit", "ticket-affect",
    "ticket-unlink", "ticket-audience", "ticket-narrow", "ticket-widen", "ticket-uninvite", "ticket-from-post",
    "milestone-new", "milestone-edit", "release-draft", "release-edit", "release-publish", "release-files",
    "release-file-remove", "claim", "profile-edit", "settings-notices", "inbox-read", "notice", "start-voices",
    "first-run", "manage-member-grant", "manage-member-revoke", "manage-member-suspend", "manage-member-let-in",
    "manage-member-level", "manage-member-grow", "manage-member-silence", "manage-member-unsilence", "manage-member-uncleared",
    "manage-claim-decide", "manage-claim-undo", "manage-category", "manage-category-new", "manage-product-new",
    "group-new", "group-edit", "group-close", "group-category", "group-join", "group-leave", "group-member", "group-decide", "represent", "represent-end",
    "message-new", "message-invite", "message-subject", "message-leave", "message-report", "keep-away", "manage-direct-report",
    "post-report", "post-appeal", "review-claim", "review-decide", "review-undo", "review-word-drop", "review-link-new", "review-link-drop",
    "review-threshold", "manage-rules", "manage-work-again", "manage-part", "manage-part-new", "manage-start-step",
}  # fmt: skip
# What is no thing of the community: looks, doors of the browser, probes, files themselves.
BROWSER = {
    "sitemap", "sitemap-part", "feed-forum", "feed-category", "feed-tag", "feed-topic", "feed-person", "topic-card", "feed-tickets", "feed-roadmap", "feed-releases",
    "home", "start", "start-go", "styleguide", "theme", "brand-css", "robots", "healthz", "readyz", "api-docs", "manage",
    "dev-mail", "dev-mail-message", "dev-mail-html", "mail-stop", "signin-link", "settings-tokens",
    "settings-token-revoke", "settings-sign-out", "file", "release-file", "privacy", "accessibility",
}  # fmt: skip


def routes() -> set[str]:
    return {name for name, _pattern in flat() if not name.startswith("account_")}


def test_every_route_is_declared():
    assert routes() - set(SHOWS) - DOORS - BROWSER == set()


def test_nothing_is_declared_that_is_gone():
    assert (set(SHOWS) | DOORS | BROWSER) - routes() == set()


@pytest.mark.parametrize("path", sorted(set(SHOWS.values())))
def test_the_operation_exists(path):
    assert f"/api/v1{path}" in document()["paths"]


def test_the_document_names_an_action_for_every_change():
    """Except previews and uploads, which change nothing anybody else sees."""
    silent = {
        path for path, methods in document()["paths"].items() for method, operation in methods.items()
        if method != "get" and "x-action" not in operation
    }  # fmt: skip
    assert silent == {"/api/v1/preview", "/api/v1/files"}
    assert operations()
