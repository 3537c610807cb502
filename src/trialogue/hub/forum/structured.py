"""What a topic's page tells machines: search engines, and sites that show a preview of a link."""

import json
from html import escape
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from trialogue.core import site
from trialogue.core.markup import text_of
from trialogue.core.words import here
from trialogue.hub.conversations.models import Post

from .models import Topic

EXCERPT, SUMMARY = 600, 200
#: What may not stand in a script as it is.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def _absolute(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


def _said(post: Post) -> dict[str, Any]:
    """Words, moment and author of a post."""
    who = post.speaker
    author = {"@type": "Person", "name": who.name, "url": _absolute(who.get_absolute_url())} if who else None
    said = {"text": text_of(post.html, limit=EXCERPT), "datePublished": post.created_at.isoformat(), "author": author}
    return {name: value for name, value in said.items() if value}


def _question(topic: Topic, first: Post, answer: Post | None) -> dict[str, Any]:
    question = {
        "@type": "Question", "name": topic.title, "answerCount": topic.conversation.reply_count,
        "upvoteCount": topic.same_count, **_said(first),
    }  # fmt: skip
    if answer is not None:
        url = _absolute(here(answer.get_absolute_url()))
        question["acceptedAnswer"] = {
            "@type": "Answer", "url": url, "upvoteCount": answer.thanks_in_all, **_said(answer),
        }  # fmt: skip
    return {"@type": "QAPage", "mainEntity": question}


def _posting(topic: Topic, first: Post) -> dict[str, Any]:
    return {
        "@type": "DiscussionForumPosting", "headline": topic.title, "url": _absolute(here(topic.conversation.path)),
        "commentCount": topic.conversation.reply_count, **_said(first),
    }  # fmt: skip


def card_path(topic: Topic) -> str:
    return f"/cards/t/{topic.pk}-{topic.conversation.version}.png"


def _previewed(topic: Topic, words: str) -> str:
    """The Open Graph tags of a link's preview, by https://ogp.me."""
    told = {
        "og:type": "article", "og:site_name": site.current().name, "og:title": topic.title, "og:description": words,
        "og:url": _absolute(here(topic.conversation.path)), "og:image": _absolute(card_path(topic)),
        "og:image:width": "1200", "og:image:height": "630", "og:image:alt": topic.title,
    }  # fmt: skip
    tags = "".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in told.items())
    return f'<meta name="description" content="{escape(words)}">{tags}<meta name="twitter:card" content="summary_large_image">'


def told_to_machines(topic: Topic, accepted: int) -> SafeString:
    """For the head of a guest's page: only what everybody sees. One query."""
    posts = Post.objects.visible_to(None).with_authors().select_related("conversation")
    found = {post.number: post for post in posts.filter(conversation=topic.conversation_id, number__in=(1, accepted))}
    if (first := found.get(1)) is None:
        return SafeString("")
    told = _question(topic, first, found.get(accepted)) if topic.is_question else _posting(topic, first)
    data = json.dumps({"@context": "https://schema.org", **told}, ensure_ascii=False).translate(_ESCAPES)
    head = _previewed(topic, text_of(first.html, limit=SUMMARY))
    return mark_safe(f'{head}<script type="application/ld+json">{data}</script>')
