"""A community with secrets: each private thing has a canary of its own in its title and text."""

from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from tests import cast

from trialogue.core.audiences import STAFF, Audience, AudienceKind
from trialogue.core.files import store
from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.review import actions as review
from trialogue.hub.conversations.review.models import ReviewItem, WatchedWord
from trialogue.hub.forum import actions as forum
from trialogue.hub.forum.models import Topic
from trialogue.hub.groups import actions as groups
from trialogue.hub.releases import actions as releases
from trialogue.hub.tickets import actions as tickets
from trialogue.people.actions.joining import edit_profile
from trialogue.people.actions.roles import invite
from trialogue.people.persons import Person

ROLES = {
    "guest": None,
    "member": "Karen Whitfield",
    "invited": "Tamar Levi",
    "developer": "Priya Raghavan",
    "maintainer": "Shira Ben-Ami",
    "moderator": "Joseph Otieno",
    "manager": "Noa Peled",
    "operator": "Ethan Brooks",
}


@dataclass(frozen=True)
class Secret:
    """What must not be seen, by its canary, and which roles may see it after all."""

    canary: str
    seen_by: frozenset[str]
    ids: dict[str, object] = field(default_factory=dict)
    # Which of the ids are themselves secret; empty: all of them.
    own: frozenset[str] = frozenset()


@dataclass
class World:
    people: dict[str, Person | None]
    secrets: dict[str, Secret] = field(default_factory=dict)
    public: dict[str, object] = field(default_factory=dict)

    def hide(self, name: str, *seen_by: str, own: frozenset[str] = frozenset(), **ids: object) -> str:
        canary = f"canary{name}zq"
        self.secrets[name] = Secret(canary, frozenset(seen_by), ids, own)
        return canary


def _topic_ids(topic: Topic, number: int = 1) -> dict[str, object]:
    post = topic.conversation.posts.get(number=number)
    return {
        "topic": topic.pk, "slug": topic.slug, "conversation": topic.conversation_id, "number": number, "post": post.pk,
        "category": topic.category.slug,
    }  # fmt: skip


def _private_category(world: World) -> None:
    tamar = world.people["invited"]
    audience = Audience.objects.create(kind=AudienceKind.GROUP, name="inner circle", open_to_role="moderator")
    invite(audience, tamar, by=None, at=cast.AT)
    seen = ("invited", "moderator", "manager")
    canary = world.hide("category", *seen)
    category = forum.add_category(names={"en": canary}, slug="inner", audience=audience, by=None, at=cast.AT)
    topic_canary = world.hide("topic", *seen)
    topic = cast.question(tamar, title=topic_canary, source=f"{topic_canary} body", on=category)
    upload = ContentFile(f"{world.hide('file', *seen)} inside".encode())
    file = store(upload, name="notes.txt", uploader_id=tamar.pk, at=cast.AT)
    cast.reply(topic, tamar, f"{topic_canary} reply [notes](/files/{file.pk}/notes.txt)")
    world.secrets["category"].ids.update(category="inner")
    world.secrets["topic"].ids.update(_topic_ids(topic))
    world.secrets["file"].ids.update(file=file.pk, name="notes.txt")
    forum.tag_topic(topic, ["open word"], by=tamar, at=cast.AT)
    world.public.update(tag="open-word")
    talk.follow(topic.conversation, level="watching", by=tamar, at=cast.AT)


def _private_group(world: World) -> None:
    """With its category, who is in it, and who is invited."""
    noa, tamar = world.people["manager"], world.people["invited"]
    canary = world.hide("group", "invited", "manager", own=frozenset({"group"}))
    group = groups.found_group(
        names={"en": canary}, descriptions={"en": canary}, slug="quiet-circle", seen_by="private", joining="invitation",
        by=noa, at=cast.AT,
    )  # fmt: skip
    groups.invite_to_group(group, tamar, by=noa, at=cast.AT)
    groups.join_group(group, by=tamar, at=cast.AT)
    area_canary = world.hide("area", "invited", "manager")
    area = groups.add_area(group, names={"en": area_canary}, slug="quiet-area", by=noa, at=cast.AT)
    topic = cast.question(tamar, title=area_canary, source=area_canary, on=area)
    waiting = cast.member("Yael Cohen")
    groups.invite_to_group(group, waiting, by=noa, at=cast.AT)
    world.secrets["group"].ids.update(group=group.slug, handle=tamar.handle)
    world.secrets["area"].ids.update(_topic_ids(topic))
    shown = groups.found_group(names={"en": "Statisticians"}, by=noa, at=cast.AT)
    world.public.update(group=shown.slug)


def _staff_topic(world: World) -> None:
    noa = world.people["manager"]
    canary = world.hide("staffroom", "moderator", "manager")
    category = cast.category(canary, audience=Audience.objects.get(pk=STAFF), slug="staffroom")
    topic = cast.question(noa, title=canary, source=canary, on=category)
    world.secrets["staffroom"].ids.update(_topic_ids(topic))


def _private_ticket(world: World) -> None:
    tamar = world.people["invited"]
    product = cast.product()
    canary = world.hide("ticket", "invited", "maintainer")
    ticket = cast.ticket(product, tamar, title=canary, source=f"{canary} steps", private=True)
    ids = {"ticket": ticket.number, "conversation": ticket.conversation_id, "number": 1}
    world.secrets["ticket"].ids.update(ids, post=ticket.conversation.posts.get().pk)
    plan = cast.milestone(product, world.people["maintainer"])
    tickets.plan(ticket, milestone=plan, by=world.people["maintainer"], at=cast.AT)
    world.public.update(product=product.slug, milestone=plan.slug)


def _draft_release(world: World) -> None:
    shira = world.people["maintainer"]
    canary = world.hide("draft", "maintainer")
    plan = cast.milestone(cast.Product.objects.get(), shira, version="9.9")
    release = releases.draft_release(plan, by=shira, at=cast.AT)
    releases.edit_release(release, summary=canary, notes=canary, seen_revision=1, by=shira, at=cast.AT)
    file = releases.attach_file(release, ContentFile(canary.encode()), name="program.bin", by=shira, at=cast.AT)
    world.secrets["draft"].ids.update(
        product=release.product.slug, version="9.9", release=release.pk, release_file=file.pk, file=file.file_id,
        name=file.file.name, conversation=release.conversation_id,
    )  # fmt: skip


def _removed_post(world: World) -> None:
    member = world.people["member"]
    canary = world.hide("removed", "moderator", "manager", "member", own=frozenset({"number", "post"}))
    topic = cast.question(member, title="A public question", source="Seen by everybody.")
    post = cast.reply(topic, member, canary)
    talk.remove_post(post, by=member, at=cast.AT)
    world.secrets["removed"].ids.update(
        {**_topic_ids(topic), "number": post.number, "post": post.pk},
    )
    world.public.update(_topic_ids(topic))


def _held(world: World) -> None:
    """What waits for a moderator: a reply in the open, and a whole topic, by somebody who just joined."""
    tamar, joseph = world.people["invited"], world.people["moderator"]
    review.watch_word(word="canary*", does="hold", by=world.people["manager"], at=cast.AT)
    seen = ("invited", "moderator", "manager")
    topic = cast.question(world.people["member"], title="Another public question", source="Seen by everybody too.")
    reply = cast.reply(topic, tamar, f"{world.hide('held', *seen, own=frozenset({'number', 'post', 'item'}))} reply")
    item = ReviewItem.objects.get(post=reply)
    review.claim(item, by=joseph, at=cast.AT)
    world.secrets["held"].ids.update({**_topic_ids(topic), "number": reply.number, "post": reply.pk, "item": item.pk})
    canary = world.hide("heldtopic", *seen, own=frozenset({"topic", "conversation", "post", "item"}))
    held = cast.question(tamar, title=canary, source=f"{canary} body")
    world.secrets["heldtopic"].ids.update(
        {**_topic_ids(held), "item": ReviewItem.objects.get(post__conversation=held.conversation).pk}
    )
    review.unwatch_word(WatchedWord.objects.get(), by=world.people["manager"], at=cast.AT)


def _direct(world: World) -> None:
    tamar, priya = world.people["invited"], world.people["developer"]
    people = ("invited", "developer")
    canary = world.hide("direct", *people)
    direct = talk.begin_direct([priya], subject=canary, source=f"{canary} first", by=tamar, at=cast.AT)
    upload = ContentFile(world.hide("directfile", *people).encode())
    file = store(upload, name="plan.txt", uploader_id=tamar.pk, at=cast.AT)
    source = f"{canary} second [plan](/files/{file.pk}/plan.txt)"
    post = talk.write_post(direct.conversation, source=source, by=tamar, at=cast.AT)
    world.secrets["direct"].ids.update(conversation=direct.pk, number=post.number, post=post.pk)
    world.secrets["directfile"].ids.update(file=file.pk, name="plan.txt")
    canary = world.hide("reported", *people, "moderator", "manager")
    said = talk.write_post(direct.conversation, source=canary, by=priya, at=cast.AT)
    report = talk.report_direct(direct, {said.number}, words=f"{canary} why", by=tamar, at=cast.AT)
    talk.remove_post(said, by=priya, at=cast.AT)
    world.secrets["reported"].ids.update(report_id=report.pk)


def _own_things(world: World) -> None:
    tamar = world.people["invited"]
    draft = world.hide("owndraft", "invited", key="topic")
    talk.save_draft(key="topic", fields={"source": draft}, by=tamar, at=cast.AT)
    loose = store(
        ContentFile(world.hide("loosefile", "invited").encode()), name="x.txt", uploader_id=tamar.pk, at=cast.AT
    )
    world.secrets["loosefile"].ids.update(file=loose.pk, name="x.txt")
    background = world.hide("profile", "invited", handle=tamar.handle)
    edit_profile(tamar, by=tamar, at=cast.AT, background=background, shown={"background": "nobody"})
    topic = cast.question(world.people["maintainer"], title="What somebody keeps")
    kept = world.hide("bookmark", "invited")
    talk.bookmark(topic.conversation.posts.get(), note=kept, by=tamar, at=cast.AT)
    world.public.update(handle=tamar.handle, gesture="agree")


def build() -> World:
    world = World({role: cast.member(name) if name else None for role, name in ROLES.items()})
    cast.category("In the open")
    for tell in (
        _private_category,
        _private_group,
        _staff_topic,
        _private_ticket,
        _draft_release,
        _removed_post,
        _held,
        _direct,
        _own_things,
    ):
        tell(world)
    world.public.update(figure="unanswered")
    return world
