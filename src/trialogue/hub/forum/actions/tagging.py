"""Tags: putting them on topics, making, renaming and merging them."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trialogue.core import activity, site
from trialogue.core.audiences import MEMBERS, PUBLIC, STAFF
from trialogue.core.edge import touch
from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.core.jobs import job
from trialogue.core.words import writable
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.forum.models import Topic
from trialogue.hub.forum.tags import Tag, Tagging
from trialogue.people.persons import Person
from trialogue.people.rights import may, require

MOST, NAME_CHARS, ABOUT_CHARS, STEP = 5, 40, 300, 500
EDITABLE = {"names", "descriptions"}


def tag_slug(name: str) -> str:
    return slugify(name, allow_unicode=True)[:NAME_CHARS].strip("-")


def _check_name(name: str) -> str:
    name = " ".join(writable(name).replace(",", " ").split()).lstrip("#")
    if len(name) > NAME_CHARS:
        raise Refused(_("Keep a tag under 40 letters."), field="tags")
    if not tag_slug(name):
        raise Refused(_("A tag needs a letter or a number."), field="tags")
    return name


def may_add_tags(member: Person) -> bool:
    """Every member, unless the managers keep that to themselves."""
    return may(member, "tag.add") and (site.current().tags_by_members or may(member, "tag.edit"))


@transaction.atomic
def add_tag(name: str, *, by: Person, at: datetime) -> Tag:
    """A new tag, named in the language of now."""
    if not may_add_tags(by):
        raise NotAllowed("tag.add")
    name = _check_name(name)
    names = {(get_language() or "en").split("-")[0]: name}
    tag, made = Tag.objects.get_or_create(slug=tag_slug(name), defaults={"names": names, "made_by": by, "made_at": at})
    if not made:
        raise Conflict(_("There is such a tag."), field="tags")
    activity.record("tag.added", by=by, of=tag, at=at, audience_id=MEMBERS, words={"tag": name})
    return tag


def _known(names: Iterable[str]) -> dict[str, Tag]:
    """The tags these names mean, in any language of theirs; a merged one means what it was merged into."""
    wanted = {tag_slug(name): name for name in names}
    found = {
        tag.slug: tag.merged_into or tag for tag in Tag.objects.filter(slug__in=wanted).select_related("merged_into")
    }
    if missing := wanted.keys() - found.keys():
        for tag in Tag.objects.in_use():
            found |= {slug: tag for slug in map(tag_slug, tag.names.values()) if slug in missing}
    return found


def _meant(names: Iterable[str], *, by: Person, at: datetime) -> list[Tag]:
    """The tags of these names, each once; those there are not yet are made."""
    named: dict[str, str] = {}
    for name in filter(str.strip, names):
        named.setdefault(tag_slug(name), _check_name(name))
    known = _known(named.values())
    unknown = [name for slug, name in named.items() if slug not in known]
    if unknown and not may_add_tags(by):
        message = _("There is no tag “%(name)s”. New ones are made by those who manage.")
        raise Refused(message % {"name": unknown[0]}, field="tags")
    tags = list(dict.fromkeys(known.get(slug) or add_tag(name, by=by, at=at) for slug, name in named.items()))
    if len(tags) > MOST:
        raise Refused(_("Choose at most five tags."), field="tags")
    return tags


def recount(tags: Collection[int]) -> None:
    """How many topics of everybody's each of these tags (ids) stands on."""
    public = Tagging.objects.filter(topic__conversation__audience_id=PUBLIC, topic__conversation__removal=None)
    counted = dict(public.filter(tag__in=tags).order_by().values_list("tag").annotate(n=Count("pk")))
    rows = [Tag(pk=pk, topic_count=counted.get(pk, 0)) for pk in tags]
    Tag.objects.bulk_update(rows, ["topic_count"], batch_size=STEP)


def relabel(topics: Collection[int]) -> None:
    """Writes on these topics (ids) what their tags are called now."""
    labels: dict[int, list[Any]] = {pk: [] for pk in topics}
    for row in Tagging.objects.filter(topic__in=topics).select_related("tag").order_by("pk"):
        labels[row.topic_id].append([row.tag.slug, row.tag.names])
    Topic.objects.bulk_update((Topic(pk=pk, labels=said) for pk, said in labels.items()), ["labels"])
    talks = Conversation.objects.filter(topic__in=topics)
    talks.update(version=F("version") + 1)


def _steps(tag_id: int) -> Iterator[list[int]]:
    last = 0
    topics = Tagging.objects.filter(tag_id=tag_id).order_by("topic_id").values_list("topic_id", flat=True)
    while step := list(topics.filter(topic_id__gt=last)[:STEP]):
        yield step
        last = step[-1]


@job(retries=8)
def relabel_all(tag_id: int) -> None:
    """Says the new name on every topic of the tag, in short transactions."""
    for step in _steps(tag_id):
        with transaction.atomic():
            relabel(step)
            touch(None)


@transaction.atomic
def put_tags(topic: Topic, names: Iterable[str], *, by: Person, at: datetime) -> tuple[list[str], list[str]]:
    """The topic has these tags from now on; returns the slugs before and after. For actions with an event of their own."""
    tags = _meant(names, by=by, at=at)
    before = {row.tag_id: row.tag.slug for row in Tagging.objects.filter(topic=topic).select_related("tag")}
    wanted = {tag.pk: tag.slug for tag in tags}
    if changed := before.keys() ^ wanted.keys():
        Tagging.objects.filter(topic=topic).exclude(tag__in=wanted).delete()
        new = [Tagging(topic=topic, tag=tag, by=by, at=at) for tag in tags if tag.pk not in before]
        Tagging.objects.bulk_create(new, ignore_conflicts=True)
        relabel([topic.pk])
        recount(changed)
    return sorted(before.values()), sorted(wanted.values())


@transaction.atomic
def tag_topic(topic: Topic, names: Iterable[str], *, by: Person, at: datetime) -> None:
    """Gives the topic these tags and no others; new ones are made where this member may."""
    require(by, "topic.tag", topic)
    old, new = put_tags(topic, names, by=by, at=at)
    if old == new:
        return
    talk = topic.conversation
    activity.record(
        "topic.tagged", by=by, of=topic, at=at, audience_id=talk.audience_id, conversation_id=talk.pk, old=old, new=new,
        words={"topic": {"label": talk.title, "url": talk.path}},
    )  # fmt: skip


@transaction.atomic
def edit_tag(tag: Tag, *, by: Person, at: datetime, **fields: dict[str, str]) -> None:
    """Other names and descriptions (`EDITABLE`), each by language; its address stays."""
    require(by, "tag.edit")
    if unknown := set(fields) - EDITABLE:
        raise TypeError(f"not of a tag: {sorted(unknown)}")
    if "names" in fields:
        fields["names"] = {language: _check_name(name) for language, name in fields["names"].items() if name.strip()}
        if not fields["names"]:
            raise Refused(_("A tag needs a letter or a number."), field="names")
    if any(len(text) > ABOUT_CHARS for text in fields.get("descriptions", {}).values()):
        raise Refused(_("Say what it is for in at most 300 letters."), field="descriptions")
    old = {name: getattr(tag, name) for name in fields}
    if old == fields:
        return
    for name, value in fields.items():
        setattr(tag, name, value)
    tag.save(update_fields=list(fields))
    relabel_all.enqueue(tag.pk)
    activity.record(
        "tag.edited", by=by, of=tag, at=at, audience_id=STAFF, old=old, new=dict(fields), words={"tag": tag.name}
    )


@transaction.atomic
def merge_tags(tag: Tag, into: Tag, *, by: Person, at: datetime) -> None:
    """Every topic of the one has the other from now on; the old address and the old word lead there."""
    require(by, "tag.edit")
    locked = {each.pk: each for each in Tag.objects.select_for_update().filter(pk__in=[tag.pk, into.pk]).order_by("pk")}
    if tag.pk == into.pk or locked[into.pk].merged_into_id:
        raise Refused(_("Choose another tag to merge it into."), field="into")
    if locked[tag.pk].merged_into_id:
        raise Conflict(_("It is merged already."))
    both = Tagging.objects.filter(tag=into).values("topic")
    Tagging.objects.filter(tag=tag, topic__in=both).delete()
    Tagging.objects.filter(tag=tag).update(tag=into)
    Tag.objects.filter(Q(pk=tag.pk) | Q(merged_into=tag)).update(merged_into=into, topic_count=0)
    recount([into.pk])
    relabel_all.enqueue(into.pk)
    words = {"tag": tag.name, "into": into.name}
    activity.record("tag.merged", by=by, of=tag, at=at, audience_id=STAFF, old=tag.slug, new=into.slug, words=words)


@transaction.atomic
def let_members_tag(allowed: bool, *, by: Person, at: datetime) -> None:  # noqa: FBT001 - it is the whole question
    """Whether every member may make new tags, or managers alone."""
    require(by, "tag.edit")
    if site.current().tags_by_members == allowed:
        return
    here = site.change(tags_by_members=allowed)
    activity.record("tag.opened", by=by, of=here, at=at, audience_id=STAFF, old=not allowed, new=allowed)
