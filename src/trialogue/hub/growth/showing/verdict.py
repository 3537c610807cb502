"""The first look: one sentence, the weeks behind it, who came and went, who waits."""

from datetime import date

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trialogue.core.design import charts
from trialogue.core.design.moments import short_day
from trialogue.hub.growth.models import Reading

from .shapes import Line, Need, Panel, Read, Table, Term, how, list_url

TICKS = 3


def headline(read: Read) -> SafeString:
    active, waiting = read["active"].n, read["unanswered"].n
    people = ngettext(
        "<em>%(n)d person</em> was active in the last 28 days.",
        "<em>%(n)d people</em> were active in the last 28 days.",
        active,
    )
    asked = ngettext(
        "%(n)d question waits for a first answer.", "%(n)d questions wait for a first answer.", waiting
    ) if waiting else _("No question waits for a first answer.")  # fmt: skip
    return mark_safe(f"{people % {'n': active}} {asked % {'n': waiting}}")


def lede(read: Read) -> str:
    flow, role = read["flow"].values, read["active"].values["with_role"]
    new = ngettext("%(n)d of them for the first time.", "%(n)d of them for the first time.", flow["new"])
    said = [new % {"n": flow["new"]}] if flow["new"] else []
    held = ngettext("%(n)d holds a role here.", "%(n)d hold a role here.", role)
    members = ngettext("The community has %(n)d member.", "The community has %(n)d members.", read["members"].n)
    return " ".join([*said, held % {"n": role}, members % {"n": read["members"].n}])


def weeks(reading: Reading) -> Panel:
    """The weeks that are over; a week that runs would look like a fall."""
    told = [(date.fromisoformat(week), active, new) for week, active, new in reading.values["weeks"]]
    note = _("People with a deliberate act, in each week that is over")
    if not told:
        return Panel(_("Active people a week"), _("The line begins when the first week is over."), how(reading))
    every = max(1, (len(told) - 1) // TICKS)
    ticks = [(float(nth), short_day(week)) for nth, (week, _active, _new) in enumerate(told) if nth % every == 0]
    counts = [active for _week, active, _new in told]
    end = ngettext("%(n)d active", "%(n)d active", counts[-1]) % {"n": counts[-1]}
    label = _("Active people a week: from %(first)d in the week of %(from)s to %(last)d in the week of %(to)s.") % {
        "first": counts[0], "from": short_day(told[0][0]), "last": counts[-1], "to": short_day(told[-1][0]),
    }  # fmt: skip
    rows = [[short_day(week), str(active), str(new)] for week, active, new in reversed(told)]
    table = Table([_("Week of"), _("Active"), _("For the first time")], rows)
    drawing = charts.line(counts, ticks=ticks, end=end, label=label)
    return Panel(_("Active people a week"), note, how(reading), drawing, table=table)


def flow_terms(reading: Reading) -> list[Term]:
    """Active before + new + returned − lapsed = active now."""
    told = reading.values
    return [
        Term("", told["before"], _("active in the 28 days before"), list_url("active-before")),
        Term("+", told["new"], _("for the first time"), list_url("new")),
        Term("+", told["returned"], _("came back"), list_url("returned")),
        Term("−", told["lapsed"], _("fell silent"), list_url("lapsed")),
        Term("=", told["active"], _("active in the last 28 days"), list_url("active")),
    ]


def retained(reading: Reading) -> Line:
    kept = reading.values["retained"]
    words = _("%(kept)d of the %(before)d active before are active now.")
    said = words % {"kept": kept, "before": reading.values["before"]}
    return Line(said, str(kept), list_url("retained"))


def needs(read: Read) -> list[Need]:
    """Who waits, the three ways in which they do."""
    return [_unanswered(read["unanswered"]), _untold(read["untold"]), _unsaid(read["unsaid"])]


def _unanswered(reading: Reading) -> Need:
    title = ngettext("question without an answer", "questions without an answer", reading.n)
    if not reading.n:
        return Need(0, title, _("Everybody who asked was answered."), "", how(reading))
    up_to_day, up_to_week, *longer = reading.values["by_age"]
    ages = _("%(day)d asked today, %(week)d within the week, %(longer)d longer ago. The oldest has waited %(oldest)s.")
    days = ngettext("%(n)d day", "%(n)d days", reading.values["oldest_days"]) % {"n": reading.values["oldest_days"]}
    text = ages % {"day": up_to_day, "week": up_to_week, "longer": sum(longer), "oldest": days}
    return Need(reading.n, title, text, list_url("unanswered"), how(reading))


def _untold(reading: Reading) -> Need:
    title = ngettext("asker of what is out, not told", "askers of what is out, not told", reading.n)
    if not reading.n:
        return Need(0, title, _("Everybody who asked for what came out was told."), "", how(reading))
    n = reading.values["tickets"]
    text = ngettext("%(n)d ticket is in a release.", "%(n)d tickets are in a release.", n) % {"n": n}
    return Need(reading.n, title, text, list_url("untold"), how(reading))


def _unsaid(reading: Reading) -> Need:
    people, told = reading.values["people"], reading.values["told"]
    title = ngettext(
        "was told and did not say whether it helped", "were told and did not say whether it helped", people
    )
    if not told:
        return Need(0, title, _("Nobody who asked was told of a release yet."), "", how(reading))
    text = ngettext("Of %(n)d person who asked and was told.", "Of %(n)d people who asked and were told.", told)
    return Need(people, title, text % {"n": told}, list_url("unsaid") if people else "", how(reading))
