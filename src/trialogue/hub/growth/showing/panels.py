"""First answers, asking and giving, countries, downloads: each with its finding as title."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from trialogue.core.design import charts
from trialogue.core.design.meters import meter
from trialogue.hub.growth.models import Reading
from trialogue.hub.growth.saying import FEW, percent, share_words, time_words
from trialogue.people.countries import country_name

from .shapes import Line, Panel, Read, Table, how, list_url

DAYS = (0, 1, 2, 3, 5, 7)
COUNTRIES = 8


def first_answers(read: Read) -> Panel:
    reading = read["first-answers"]
    told = reading.values
    lines = [
        Line(_("within 24 hours"), share_words(told["within_24_hours"], *_sample(told["of_24_hours"], reading.n))),
        Line(_("within 7 days"), share_words(told["within_7_days"], *_sample(told["of_7_days"], reading.n))),
        Line(_("questions in 365 days"), str(reading.n), list_url("first-answers") if reading.n else ""),
    ]
    if reading.n < FEW:
        return Panel(_few_questions(reading.n), _few_note(reading.n), how(reading), lines=lines)
    note = _("Share of questions answered by then, those still waiting counted in. The band holds 95 per cent.")
    return Panel(_found(told["median_hours"]), note, how(reading), _curve(reading), lines, _curve_table(reading))


def _sample(known: list[int], n: int) -> tuple[int, int]:
    """'3 of 7' for a small sample; a large one is told by its rate, whoever could not be known yet."""
    return (known[0], known[1]) if n < FEW else (known[0], n)


def _few_questions(n: int) -> str:
    if not n:
        return _("No question in a year")
    return ngettext("Only %(n)d question in a year", "Only %(n)d questions in a year", n) % {"n": n}


def _few_note(n: int) -> str:
    return (
        _("Too few for a rate or a curve.") if n else _("The time to the first answer stands here once somebody asks.")
    )


def _found(median_hours: float | None) -> str:
    if median_hours is None:
        return _("More than half have no answer")
    return _("First answers come in %(time)s") % {"time": time_words(median_hours)}


def _curve(reading: Reading) -> str:
    points = [(hour, p, low, high) for hour, p, low, high in reading.values["curve"]]
    ticks = [
        (day * 24.0, ngettext("%(n)d day", "%(n)d days", day) % {"n": day} if day == DAYS[-1] else str(day))
        for day in DAYS
    ]
    words = _("Questions with a first answer by the time waited: %(day)s within a day, %(week)s within seven days.")
    label = words % {
        "day": percent(reading.values["within_24_hours"][0]), "week": percent(reading.values["within_7_days"][0]),
    }  # fmt: skip
    return charts.steps(points, ticks=ticks, label=label)


def _curve_table(reading: Reading) -> Table:
    asked = {hour: shares for hour, *shares in reading.values["curve"]}
    rows = [[time_words(hour), *map(percent, asked[hour])] for hour in (2, 6, 12, 24, 48, 96, 168)]
    return Table([_("After"), _("Answered"), _("at least"), _("at most")], rows)


def giving(read: Read) -> Panel:
    reading = read["giving"]
    told, n = reading.values, reading.n
    if not n:
        note = _("Who asks and who gives stands here once somebody is active.")
        return Panel(_("Nobody was active"), note, how(reading))
    share = share_words(told["share"], told["gave"], n)
    parts = [("m2", "only_gave"), ("m1", "both"), ("m4", "only_asked"), ("m0", "neither")]
    names = {
        "only_gave": (pgettext("what members did", "gave"), list_url("gave")),
        "both": (pgettext("what members did", "gave and asked"), list_url("gave-and-asked")),
        "only_asked": (pgettext("what members did", "asked"), list_url("asked")),
        "neither": (pgettext("what members did", "voted, thanked, took part"), list_url("took-part")),
    }
    lines = [Line(names[kind][0], str(told[kind]), names[kind][1], swatch=css) for css, kind in parts]
    label = ", ".join(f"{line.label} {line.value}" for line in lines)
    drawing = charts.mix([(css, told[kind]) for css, kind in parts], label=label)
    note = _("What the active did in 28 days; each counts once.")
    return Panel(_("%(share)s gave something") % {"share": share}, note, how(reading), drawing, lines)


def countries(read: Read) -> Panel:
    reading = read["countries"]
    cells, everybody = reading.values["cells"], reading.values["members"]
    said = _("%(n)d of %(members)d members say where they are.") % {"n": reading.n, "members": everybody}
    if not cells:
        return Panel(_("Nobody says where they are"), _("Members may name a country in their profile."), how(reading))
    title = ngettext("From %(n)d country", "From %(n)d countries", len(cells)) % {"n": len(cells)}
    spread = _("Spread as if there were %(n)s of equal size.") % {"n": f"{reading.values['as_many_as']:g}"}
    lines = [_country(code, n, cells[0][1]) for code, n in cells[:COUNTRIES]]
    if rest := cells[COUNTRIES:]:
        lines.append(Line(_("other countries"), str(sum(n for _code, n in rest))))
    lines.append(Line(_("all countries"), str(reading.n), list_url("countries")))
    return Panel(title, f"{said} {spread}", how(reading), lines=lines)


def _country(code: str, n: int, most: int) -> Line:
    name = country_name(code)
    url = f"{list_url('countries')}?{urlencode({'in': code})}"
    return Line(name, str(n), url, bar=meter(n, 0, most, f"{name}: {n}"))


def downloads(read: Read) -> Panel:
    reading = read["downloads"]
    releases = reading.values["releases"]
    if not releases:
        note = _("Fetches of the files of each release stand here.")
        return Panel(_("Nothing was downloaded in 28 days"), note, how(reading))
    title = ngettext("%(n)d download in 28 days", "%(n)d downloads in 28 days", reading.n) % {"n": reading.n}
    most = releases[0][1]
    lines = [Line(name, str(n), bar=meter(n, 0, most, f"{name}: {n}")) for name, n in releases]
    lines.append(Line(_("all releases"), str(reading.n), list_url("downloads")))
    return Panel(title, _("Fetches of files, not people."), how(reading), lines=lines)
