"""Watched words, domains, and how many reports hide a post."""

import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core import activity, site
from trialogue.core.audiences import STAFF
from trialogue.core.errors import Conflict, Refused
from trialogue.core.words import writable
from trialogue.hub.conversations.review.models import Does, LinkDoes, LinkRule, WatchedWord
from trialogue.people.persons import Person
from trialogue.people.rights import require

SHORTEST, LONGEST = 2, 80
MOST_REPORTS = 50
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")


def check_word(word: str) -> str:
    """As it is kept: on one line, in lower case. A second star would let a long text take seconds."""
    word = " ".join(writable(word).lower().split())
    if len(word.replace("*", "")) < SHORTEST:
        raise Refused(_("Write at least two letters."), field="word")
    if word.count("*") > 1:
        raise Refused(_("Use one star at most."), field="word")
    if len(word) > LONGEST:
        raise Refused(_("Shorten it to %(most)d letters.") % {"most": LONGEST}, field="word")
    return word


@transaction.atomic
def watch_word(*, word: str, does: str, by: Person, at: datetime) -> WatchedWord:
    """Looks for it in what is written from now on. Watched already, it does the other thing from now on."""
    require(by, "review.rule")
    word = check_word(word)
    if does not in Does.values:
        raise Refused(_("Choose what it does."), field="does")
    made, _new = WatchedWord.objects.update_or_create(word=word, defaults={"does": does, "by": by, "at": at})
    activity.record("word.watched", by=by, of=made, at=at, audience_id=STAFF, new=does, words={"word": word})
    return made


@transaction.atomic
def unwatch_word(word: WatchedWord, *, by: Person, at: datetime) -> None:
    require(by, "review.rule")
    activity.record("word.unwatched", by=by, of=word, at=at, audience_id=STAFF, words={"word": word.word})
    if not WatchedWord.objects.filter(pk=word.pk).delete()[0]:
        raise Conflict(_("This word is not watched any more."))


def _domain_of(text: str) -> str:
    """The domain of what somebody wrote or pasted: 'https://www.example.org/x' is 'example.org'."""
    host = re.sub(r"^[a-z]+://", "", writable(text).strip().lower()).split("/")[0].split(":")[0]
    host = host.removeprefix("www.").removeprefix("*.")
    if not _DOMAIN.fullmatch(host) or len(host) > 120:  # noqa: PLR2004 - the column's width
        raise Refused(_("Write a domain, as example.org."), field="domain")
    return host


@transaction.atomic
def rule_link(*, domain: str, does: str, by: Person, at: datetime) -> LinkRule:
    """Links to this domain, and all below it, never count against a post, or are refused."""
    require(by, "review.rule")
    host = _domain_of(domain)
    if does not in LinkDoes.values:
        raise Refused(_("Choose what it does."), field="does")
    made, _new = LinkRule.objects.update_or_create(domain=host, defaults={"does": does, "by": by, "at": at})
    activity.record("link.ruled", by=by, of=made, at=at, audience_id=STAFF, new=does, words={"domain": host})
    return made


@transaction.atomic
def drop_link_rule(rule: LinkRule, *, by: Person, at: datetime) -> None:
    require(by, "review.rule")
    activity.record("link.unruled", by=by, of=rule, at=at, audience_id=STAFF, words={"domain": rule.domain})
    if not LinkRule.objects.filter(pk=rule.pk).delete()[0]:
        raise Conflict(_("There is no rule for this domain any more."))


@transaction.atomic
def set_reports_to_hide(n: int, *, by: Person, at: datetime) -> None:
    """How many members have to report a post before it is hidden until a moderator looked."""
    require(by, "review.rule")
    if not 1 <= n <= MOST_REPORTS:
        raise Refused(_("Choose a number from 1 to 50."), field="n")
    old = site.current().reports_to_hide
    if old == n:
        return
    changed = site.change(reports_to_hide=n)
    activity.record("review.threshold", by=by, of=changed, at=at, audience_id=STAFF, old=old, new=n, words={"n": n})
