"""A poll in a post as ready HTML: choosing, bars with a table beneath, who sees what and until when."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from html import escape

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trialogue.core.design.icons import icon
from trialogue.core.design.meters import meter
from trialogue.core.design.moments import dated, last_day
from trialogue.people.persons import Person
from trialogue.people.rights import may

from .models import Post
from .parts import NOTHING, act, link
from .polls import Poll, PollOption, PollVote, Results

Options = Mapping[int, Sequence[PollOption]]


def options_of(posts: Collection[Post], member: Person | None) -> Options:
    """The options of the polls in these posts, by poll, each with whether the member chose it (`mine`); one query, if any."""
    polls = [poll.pk for post in posts if (poll := getattr(post, "poll", None))]
    found: dict[int, list[PollOption]] = {pk: [] for pk in polls}
    if polls:
        mine = PollVote.objects.filter(option=OuterRef("pk"), person_id=member.pk if member else 0)
        for option in PollOption.objects.filter(poll__in=polls).annotate(mine=Exists(mine)).order_by("position"):
            found[option.poll_id].append(option)
    return found


def _share(option: PollOption, poll: Poll) -> int:
    return round(100 * option.votes / poll.voters) if poll.voters else 0


def _counted(option: PollOption, poll: Poll) -> str:
    return f"{option.votes} ({_share(option, poll)} %)"


def _terms(poll: Poll, *, at: datetime) -> SafeString:
    """What one has to know before choosing."""
    told: list[str | SafeString] = []
    if poll.is_over(at=at):
        told.append(format_html(_("Ended on {day}"), day=dated(poll.closed_at or poll.closes_at)))
    elif poll.closes_at is not None:
        told.append(format_html(_("Ends at the end of {day}"), day=dated(last_day(poll.closes_at))))
    told.append(ngettext("%(n)d has chosen", "%(n)d have chosen", poll.voters) % {"n": poll.voters})
    if not poll.is_over(at=at) and poll.results != Results.ALWAYS:
        told.append(_("Results are shown %(when)s") % {"when": poll.get_results_display()})
    told.append(_("Everybody sees who chose what") if poll.shows_who else _("Nobody sees who chose what"))
    return format_html('<p class="meta">{}</p>', format_html_join("", "<span>{}</span>", ((each,) for each in told)))


def _choice(option: PollOption, poll: Poll, *, result: bool) -> str:
    kind, checked = ("radio" if poll.most == 1 else "checkbox"), " checked" if getattr(option, "mine", False) else ""
    box = f'<input type="{kind}" form="acts" name="poll-{poll.pk}" value="{option.pk}"{checked}>'
    return f"<li><label>{box}{_answer(option, poll, result=result)}</label></li>"


def _answer(option: PollOption, poll: Poll, *, result: bool) -> str:
    words = f'<span class="answer" dir="auto">{escape(option.words)}</span>'
    if not result:
        return words
    bar = meter(option.votes, 0, max(poll.voters, 1), f"{option.words}: {_counted(option, poll)}")
    return f'{words}<span class="share">{_counted(option, poll)}</span>{bar}'


def _result(option: PollOption, poll: Poll, *, result: bool) -> str:
    words = _("your choice")
    mine = f' <span class="vh">{escape(words)}</span>' if getattr(option, "mine", False) else ""
    mark = icon("check") if mine else ""
    return f"<li><div>{mark}{_answer(option, poll, result=result)}{mine}</div></li>"


def _table(poll: Poll, options: Sequence[PollOption]) -> str:
    rows = "".join(
        f'<tr><th scope="row" dir="auto">{escape(each.words)}</th><td class="r">{each.votes}</td>'
        f'<td class="r">{_share(each, poll)} %</td></tr>'
        for each in options
    )
    answer, chosen, share, words = _("Answer"), _("Chosen"), _("Share"), _("As a table")
    heads = (
        f'<th scope="col">{answer}</th><th scope="col" class="r">{chosen}</th><th scope="col" class="r">{share}</th>'
    )
    return (
        f'<details class="mt3"><summary>{words}</summary><div class="table-wrap"><table class="table">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )


def _buttons(poll: Poll, member: Person, door: str, *, open_: bool, voted: bool, result: bool) -> str:
    found: list[SafeString] = []
    if open_:
        found.append(act(_("Change my choice") if voted else _("Choose"), "check", f"{door}vote/", css=""))
        if voted:
            found.append(act(_("Take it back"), "undo-2", f"{door}vote/", name="back"))
    if poll.shows_who and poll.voters and result:
        found.append(link(_("Who chose what"), "users", door))
    if may(member, "poll.put", poll.post) and poll.closed_at is None:
        found.append(
            link(_("End it"), "circle-stop", f"{door}end/")
            if poll.voters
            else link(_("Change the poll"), "pencil", f"{door}edit/")
        )
    return "".join(found)


def poll_part(post: Post, options: Options, member: Person | None, *, door: str, shut: bool) -> SafeString:
    """The poll of this post for this reader; nothing where it has none. `door` is where its own pages are."""
    poll: Poll | None = getattr(post, "poll", None)
    if poll is None:
        return NOTHING
    now, chosen = timezone.now(), options[poll.pk]
    poll.post = post
    voted = any(getattr(each, "mine", False) for each in chosen)
    open_ = member is not None and not shut and not poll.is_over(at=now) and may(member, "poll.vote", post)
    result = poll.shows_results(voted=voted, at=now)
    draw = _choice if open_ else _result
    rows = "".join(draw(each, poll, result=result) for each in chosen)
    most = ngettext("Choose one answer.", "Choose at most %(n)d answers.", poll.most) % {"n": poll.most}
    hint = f'<p class="hint">{escape(most)}</p>' if open_ else ""
    foot = _buttons(poll, member, door, open_=open_, voted=voted, result=result) if member is not None else ""
    table = _table(poll, chosen) if result and poll.voters else ""
    return mark_safe(
        f'<fieldset class="poll" id="poll-{poll.pk}"><legend dir="auto">{escape(poll.question)}</legend>{_terms(poll, at=now)}{hint}'
        f'<ul>{rows}</ul>{table}<div class="row">{foot}</div></fieldset>'
    )
