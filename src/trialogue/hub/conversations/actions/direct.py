"""Beginning a direct conversation, inviting to it, leaving it, naming it."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from trialogue.core import activity, limits
from trialogue.core.audiences import Audience, AudienceKind
from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.core.guarding import Review, look_over
from trialogue.core.words import writable
from trialogue.hub.conversations.direct.models import MOST_PEOPLE, Direct
from trialogue.hub.conversations.direct.rules import check_takes_messages, people_in
from trialogue.hub.conversations.models import DIRECT, Conversation, Draft, Follow, Level, Post, Removal
from trialogue.people.audiences import AudienceMember
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .limiting import check_message
from .posting import add_post, check_source, start


def _check_subject(subject: str) -> str:
    subject = " ".join(writable(subject).split())
    if len(subject) > limits.TITLE_CHARS:
        raise Refused(_("Keep the subject under 200 letters; the rest goes below."), field="subject")
    return subject


def _title(subject: str, people: Collection[Person]) -> str:
    return subject or Truncator(", ".join(person.name for person in people)).chars(250)


def _check_people(people: Collection[Person], by: Person) -> list[Person]:
    others = [person for person in dict.fromkeys(people) if person != by]
    if not others:
        raise Refused(_("Name somebody you want to write to."), field="people")
    if len(others) >= MOST_PEOPLE:
        raise Refused(_("Ten people at most write to each other, you among them."), field="people")
    for person in others:
        check_takes_messages(person, by, field="people")
    return others


def _audience_of(people: Collection[Person], *, by: Person, at: datetime) -> Audience:
    audience = Audience.objects.create(kind=AudienceKind.DIRECT)
    AudienceMember.objects.bulk_create(
        AudienceMember(audience=audience, person=person, by=by, at=at, direct=True) for person in people
    )
    return audience


def _audience_with(person: Person, talk: Conversation, *, by: Person, at: datetime) -> Audience:
    """One of the people there are, each since when they are, and of this person."""
    audience = _audience_of([person], by=by, at=at)
    there = AudienceMember.objects.filter(audience=talk.audience_id)
    AudienceMember.objects.bulk_create(
        AudienceMember(audience=audience, person_id=row.person_id, by_id=row.by_id, at=row.at, direct=True)
        for row in there
    )
    return audience


def _record(verb: str, direct: Direct, *, by: Person, at: datetime, words: dict[str, object] | None = None) -> None:
    """Not a word of what is said or what it is called: the audit log shows that it happened."""
    talk = direct.conversation
    activity.record(verb, by=by, of=direct, at=at, audience_id=talk.audience_id, conversation_id=talk.pk, words=words)


@transaction.atomic
def begin_direct(
    people: Collection[Person], *, source: str, by: Person, at: datetime, subject: str = "", reviewed: Review = False
) -> Direct:
    """A conversation of `by` and these people, with its first post; everybody in it follows it."""
    require(by, "direct.begin")
    others = _check_people(people, by)
    subject, source = _check_subject(subject), check_source(source)
    limits.spend("direct", by.pk)
    check_message(by, at)
    audience = _audience_of([by, *others], by=by, at=at)
    talk = start(kind=DIRECT, title=_title(subject, [by, *others]), audience_id=audience.pk, by=by, at=at)
    talk.path = f"/messages/{talk.pk}/"
    Conversation.objects.filter(pk=talk.pk).update(path=talk.path)
    direct = Direct.objects.create(conversation=talk, subject=subject)
    Follow.objects.bulk_create(Follow(conversation=talk, person=person, level=Level.WATCHING) for person in others)
    add_post(talk, source=source, by=by, at=at, reviewed=reviewed)
    _record("direct.begun", direct, by=by, at=at)
    return direct


def _locked(direct: Direct, by: Person) -> tuple[Conversation, list[Person]]:
    """The conversation, for whoever takes part in it, and its people."""
    talk = Conversation.objects.select_for_update().get(pk=direct.pk)
    people = list(people_in(talk))
    if by not in people:
        raise NotAllowed("direct.invite")
    direct.conversation = talk
    return talk, people


def _call(direct: Direct, people: Collection[Person]) -> None:
    talk = direct.conversation
    talk.title = _title(direct.subject, people)
    Conversation.objects.filter(pk=talk.pk).update(
        title=talk.title, audience_id=talk.audience_id, version=F("version") + 1
    )


@transaction.atomic
def invite_to_direct(direct: Direct, person: Person, *, by: Person, at: datetime, from_the_start: bool = False) -> None:
    """Somebody joins. They read what is written from then on, or `from_the_start` all that `by` reads."""
    require(by, "direct.invite", direct)
    talk, people = _locked(direct, by)
    if person in people:
        raise Conflict(_("%(name)s takes part already.") % {"name": person.name}, field="people")
    if len(people) >= MOST_PEOPLE:
        raise Refused(_("Ten people at most write to each other, you among them."), field="people")
    check_takes_messages(person, by, field="people")
    limits.spend("direct", by.pk)
    people.append(person)
    if from_the_start:
        shown = _audiences_of(talk).filter(members__person=by)
        AudienceMember.objects.bulk_create(
            AudienceMember(audience=audience, person=person, by=by, at=at, direct=True) for audience in shown
        )
    else:
        talk.audience_id = _audience_with(person, talk, by=by, at=at).pk
    read = 0 if from_the_start else talk.last_number
    Follow.objects.update_or_create(
        conversation=talk, person=person, defaults={"level": Level.WATCHING, "last_read": read}
    )
    _call(direct, people)
    words: dict[str, object] = {"person": {"label": person.name, "url": person.path}}
    activity.record(
        "direct.invited",
        by=by,
        of=direct,
        at=at,
        audience_id=talk.audience_id,
        conversation_id=talk.pk,
        new=person.pk,
        words=words,
    )


def _audiences_of(talk: Conversation) -> QuerySet[Audience]:
    """The one it has, and those its posts have from before somebody was invited."""
    held = Post.objects.filter(conversation=talk).values("audience_id")
    return Audience.objects.filter(Q(pk=talk.audience_id) | Q(pk__in=held))


@transaction.atomic
def leave_direct(direct: Direct, *, by: Person, at: datetime) -> None:
    """Who leaves reads nothing of it any more; what they wrote stays. When nobody is left, it is purged like what was removed."""
    require(by, "direct.leave", direct)
    talk, people = _locked(direct, by)
    AudienceMember.objects.filter(audience__in=_audiences_of(talk), person=by).delete()
    Follow.objects.filter(conversation=talk, person=by).delete()
    Draft.objects.filter(key=f"reply:{talk.pk}", person=by).delete()
    people.remove(by)
    _record("direct.left", direct, by=by, at=at)
    if people:
        _call(direct, people)
    else:
        Removal.objects.create(conversation=talk, by=by, at=at)


@transaction.atomic
def rename_direct(direct: Direct, *, subject: str, by: Person, at: datetime, reviewed: Review = False) -> None:
    """What it is about; with an empty subject it is called by its people."""
    require(by, "direct.rename", direct)
    _talk, people = _locked(direct, by)
    old, direct.subject = direct.subject, _check_subject(subject)
    look_over(DIRECT, by_id=by.pk, at=at, reviewed=reviewed, before=old, subject=direct.subject)
    direct.save(update_fields=["subject"])
    _call(direct, people)
    _record("direct.renamed", direct, by=by, at=at)
