"""The true story of the first page: somebody asked, it was built, it was released, they were told."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trialogue.core.design.moments import dated
from trialogue.core.design.people import Speaker, voice_of
from trialogue.hub.releases.models import Release, Told
from trialogue.hub.tickets.models import Move, Origin
from trialogue.hub.tickets.workflow import State
from trialogue.people.notices.models import Because
from trialogue.people.persons import Person

from .figures import in_words


@dataclass(frozen=True)
class Step:
    """One station of the story, upright."""

    kind: str
    who: Speaker | None
    title: str
    what: SafeString
    at: datetime

    @property
    def icon(self) -> str:
        icons = {
            "asked": "message-circle-question-mark",
            "ticket": "circle-dot",
            "change": "git-pull-request-arrow",
            "told": "mail-check",
        }
        return icons[self.kind]

    @property
    def voice(self) -> str:
        """The voice they spoke with here: whoever cares may also use it, and carried this over as one who cares."""
        here = {"asked": "user", "ticket": "steward", "change": "builder", "told": "user"}[self.kind]
        if not isinstance(self.who, Person) or here in self.who.voices:
            return here
        return voice_of(self.who)

    @property
    def when(self) -> SafeString:
        return dated(self.at)


@dataclass(frozen=True)
class Story:
    headline: SafeString
    steps: list[Step]
    name: str


LATELY = 3


def latest_story() -> Story | None:
    """Of the questions the last releases answered, the one that most people had; one that helped goes before others.

    Three queries; None until somebody's public question has arrived.
    """
    lately = Release.objects.visible_to(None).published().newest_first().values("pk")[:LATELY]
    told = (
        Told.objects.visible_to(None)
        .filter(because=Because.ASKED, topic__isnull=False, person__account__is_active=True, release__in=lately)
        .exclude(helped=False)
        .for_answer()
        .select_related("person", "ticket__assignee")
        .order_by(F("helped").desc(nulls_last=True), "-ticket__need_count", "-release__published_at", "pk")
        .first()
    )
    if told is None or told.topic is None or told.release.published_at is None:
        return None
    days = (told.release.published_at.date() - told.topic.conversation.started_at.date()).days
    first = told.person.name.split()[0]
    return Story(headline(first, days), _steps(told), first)


def headline(name: str, days: int) -> SafeString:
    """'Wanjiru asked. Forty-one days later, it shipped.' The part in <em> carries the brand's colour."""
    if days <= 0:
        text = _("%(name)s asked. The same day, <em>it shipped.</em>")
    elif days == 1:
        text = _("%(name)s asked. The next day, <em>it shipped.</em>")
    else:
        text = ngettext(
            "%(name)s asked. %(days)s day later, <em>it shipped.</em>",
            "%(name)s asked. %(days)s days later, <em>it shipped.</em>",
            days,
        )
    return mark_safe(text % {"name": f"<bdi>{escape(name)}</bdi>", "days": in_words(days, start=True)})


def _introduced(person: Person | None) -> str:
    """The name and the person's own words: 'Noa Peled, community manager'."""
    if person is None:
        return _("Somebody")
    return f"{person.name}, {person.says}" if person.says else person.name


def _steps(told: Told) -> list[Step]:
    assert told.topic is not None  # noqa: S101 - the query asks for it
    talk = told.topic.conversation
    title = _("“%(title)s”") % {"title": talk.title}
    asked = Step("asked", told.person, title, format_html("{}", _introduced(told.person)), talk.started_at)
    return [asked, *_ticket_step(told), *_change_step(told), _told_step(told)]


def _ticket_step(told: Told) -> list[Step]:
    origin = Origin.objects.filter(ticket=told.ticket, topic=told.topic).select_related("by").first()
    if origin is None:
        return []
    need = told.ticket.need_count
    same = ngettext("It became a ticket", "%(n)s people had the same need", need) % {"n": in_words(need, start=True)}
    link = format_html(
        '<a href="{}"><span class="id">#{}</span></a>', told.ticket.get_absolute_url(), told.ticket.number
    )
    what = mark_safe(_("%(who)s, opened %(ticket)s") % {"who": escape(_introduced(origin.by)), "ticket": link})
    return [Step("ticket", origin.by, same, what, origin.at)]


def _change_step(told: Told) -> list[Step]:
    landed = (
        Move.objects.filter(ticket_id=told.ticket_id, new=State.LANDED).select_related("by").order_by("-at").first()
    )
    if landed is None:
        return []
    builder = told.ticket.assignee or landed.by
    return [Step("change", builder, _("Written, tried and landed"), format_html("{}", _introduced(builder)), landed.at)]


def _told_step(told: Told) -> Step:
    version = format_html('<a href="{}">{}</a>', told.release.get_absolute_url(), told.release)
    if told.helped and told.answer:
        title = _("“%(answer)s”") % {"answer": told.answer}
        what = _("%(name)s again, about %(release)s")
        at = told.answered_at or told.at
    else:
        title, what, at = _("%(name)s was told") % {"name": told.person.name}, _("It is in %(release)s"), told.at
    said = mark_safe(what % {"name": escape(told.person.name.split()[0]), "release": version})
    return Step("told", told.person, title, said, at)
