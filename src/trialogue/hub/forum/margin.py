"""What stands around a topic: its state, the loop, who takes part."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trialogue.core.design.icons import icon
from trialogue.core.design.loop import Station
from trialogue.core.design.moments import dated, last_day
from trialogue.core.design.people import Speaker
from trialogue.core.design.states import state_mark
from trialogue.hub.conversations.listening import Hears
from trialogue.hub.conversations.models import Level
from trialogue.hub.conversations.reading import address
from trialogue.people.persons import Person

from .models import Topic, TopicKind
from .rows import KIND_ICONS, tag_chips

FACES = 6


@dataclass(frozen=True)
class Taking:
    """Somebody who takes part, and how."""

    person: Speaker
    part: str


def loop_of(topic: Topic, stations: Sequence[Station]) -> list[Station]:
    """The asked station, then what the upper apps know; nothing while the topic stands for itself."""
    if not stations:
        return []
    title = "" if topic.is_question else _("Said")
    asker = topic.asker
    asked = Station(
        "asked", "done", title=title, who=asker, what=asker.name if asker else "", at=topic.conversation.started_at
    )
    ahead = [Station("released"), Station("told")] if stations[-1].kind == "change" else []
    return [asked, *stations, *ahead]


def _is_released(stations: Sequence[Station]) -> bool:
    return any(station.kind == "released" and station.status == "done" for station in stations)


def came(stations: Sequence[Station]) -> dict[str, str]:
    """What is said beside the loop's sentence once it is released, and where to read on."""
    out = next((station for station in stations if station.kind == "released" and station.status == "done"), None)
    if out is None:
        return {"more": "", "url": "", "label": ""}
    more = _("It is in %(release)s.") % {"release": out.what}
    return {"more": more, "url": out.url, "label": _("What else came with it") if out.url else ""}


def state(topic: Topic, stations: Sequence[Station]) -> SafeString:
    """The pill in the head: how far a question is; what else it is in plain words."""
    released = _is_released(stations)
    if not topic.is_question:
        drawing, word = KIND_ICONS[topic.kind]
        said = state_mark("released", soft=True) if released else ""
        return format_html('{}<span class="row tight">{}{}</span>', said, icon(drawing), word)
    if topic.solved:
        return state_mark("answered", _("Answered and released") if released else _("Answered"), soft=True)
    if released:
        return state_mark("released", soft=True)
    if topic.conversation.reply_count:
        return state_mark("unanswered", _("No answer accepted yet"), soft=True)
    return state_mark("unanswered", soft=True)


def facts(topic: Topic, stations: Sequence[Station], accepted: int) -> list[SafeString]:
    """The line under the title."""
    talk = topic.conversation
    asked = _("Asked") if topic.is_question else _("Begun")
    told = [state(topic, stations), format_html("<span>{} {}</span>", asked, dated(talk.started_at))]
    replies = ngettext("%(n)d reply", "%(n)d replies", talk.reply_count) % {"n": talk.reply_count}
    told.append(format_html("<span>{}</span>", replies))
    if topic.product_version is not None:
        told.append(format_html("<span>{}</span>", _("Seen in %(version)s") % {"version": topic.product_version.name}))
    if topic.labels:
        told.append(format_html('<span class="row tight">{}</span>', tag_chips(topic)))
    if topic.stale_since:
        words = _("The answer may be out of date since %(version)s") % {"version": topic.stale_since}
        told.append(format_html('<span class="row tight">{}<span>{}</span></span>', icon("clock-alert"), words))
    if accepted:
        told.append(format_html('<a href="{}">{}</a>', address(talk, accepted), _("To the accepted answer")))
    return [*told, *_kept_shut(topic)]


def _kept_shut(topic: Topic) -> list[SafeString]:
    """Whether one can still write here, and until when."""
    talk, planned = topic.conversation, getattr(topic, "closing", None)
    if talk.archived_at is not None:
        return [format_html('<span class="row tight">{}{}</span>', icon("archive"), _("Archived"))]
    if talk.is_closed:
        return [format_html('<span class="row tight">{}{}</span>', icon("lock"), _("Closed"))]
    if planned is not None:
        words = format_html(_("Closes at the end of {day}"), day=dated(last_day(planned.closes_at)))
        return [format_html('<span class="row tight">{}<span>{}</span></span>', icon("calendar-clock"), words)]
    return []


def _part(kind: str) -> str:
    return {"ticket": _("carried it over"), "change": _("wrote the change"), "released": _("released it")}.get(kind, "")


def taking_part(topic: Topic, speakers: Sequence[tuple[Person, bool]], stations: Sequence[Station]) -> list[Taking]:
    """Who speaks on this page and who acted along the loop, each once, with what they did first."""
    found: dict[str, Taking] = {}

    def add(person: Speaker | None, part: str) -> None:
        if person is not None and part:
            found.setdefault(person.get_absolute_url(), Taking(person, part))

    add(topic.asker, _("asked") if topic.kind == TopicKind.QUESTION else _("began it"))
    for person, answered in speakers:
        if answered:
            add(person, _("answered"))
    for station in stations:
        add(station.who, _part(station.kind))
    for person, _answered in speakers:
        add(person, _("replied"))
    return list(found.values())


@dataclass(frozen=True)
class Hearing:
    """The follow button: where it stands, what that means, what else one may choose."""

    label: str
    icon: str
    means: str
    level: str
    choices: list[tuple[str, str, bool]]


def hearing(level: str | None) -> Hearing:
    now = level or Level.MENTIONS
    told = {
        Level.WATCHING: (_("Following"), "bell", _("You hear of every new reply.")),
        Level.MENTIONS: (_("Follow"), "bell", _("You hear of it when somebody names you.")),
        Level.MUTED: (_("Muted"), "bell-off", _("You hear nothing of it, even when you are named.")),
    }
    label, drawing, means = told[Level(now)]
    return Hearing(label, drawing, means, now, [(each.value, str(each.label), each == now) for each in Level])


def hearing_of_place(level: str) -> Hearing:
    """The same for a whole category or tag; without a choice one hears where one is named."""
    label, drawing = {
        Hears.WATCHING: (_("Following"), "bell-ring"),
        Hears.FIRST: (_("Following what is begun"), "bell"),
        Hears.MENTIONS: (_("Follow"), "bell"),
        Hears.MUTED: (_("Muted"), "bell-off"),
    }[Hears(level)]
    return Hearing(label, drawing, "", level, [(each.value, str(each.label), each == level) for each in Hears])
