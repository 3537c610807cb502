"""People behind the words: dates of birth, record numbers, lists of addresses."""

import re
from collections.abc import Iterable, Iterator

from . import digits
from .findings import Finding, Grade
from .words import Read

_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
        "ינואר",
        "פברואר",
        "מרץ",
        "אפריל",
        "מאי",
        "יוני",
        "יולי",
        "אוגוסט",
        "ספטמבר",
        "אוקטובר",
        "נובמבר",
        "דצמבר",
        "जनवरी",
        "फरवरी",
        "मार्च",
        "अप्रैल",
        "मई",
        "जून",
        "जुलाई",
        "अगस्त",
        "सितंबर",
        "अक्टूबर",
        "नवंबर",
        "दिसंबर",
    ]
)
_FIRST = ("jan", "ene", "ינו", "जन")
_LETTER = "A-Za-z\u00c0-\u024f\u05d0-\u05ea\u0900-\u0963\u0970-\u097f"
_DATE = re.compile(
    r"(?<![\w./])(?<!\d-)(?:"
    r"(?:\d{1,2}[./-]\d{1,2}[./-])(?P<last>\d{4}|\d{2})"
    r"|(?P<first>\d{4})(?P<sep>[./-])\d{1,2}(?P=sep)\d{1,2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er)?[. -]{{1,2}}(?:de |of )?(?P<month>[{_LETTER}]{{3,12}})\.?,?[ -](?:de )?(?P<year>\d{{4}})"
    rf"|(?P<named>[A-Za-z]{{3,9}})\.? \d{{1,2}}(?:st|nd|rd|th)?,? (?P<year2>\d{{4}})"
    r")(?![\w-]|[./]\d)"
)
_NAME_BEFORE = re.compile(r"(?<!\w)[A-ZÀ-Ý][a-zà-ÿ'’-]{1,20} (?:[A-Z]\. )?[A-ZÀ-Ý][a-zà-ÿ'’-]{1,20}[\s,;:(*|-]{1,5}$")
BORN = range(1900, 2013)

_RECORD = re.compile(
    r"[\s_]{0,2}(?:(?:id|ids|no|nr|num|number|code|record|identifier|n°|nº|numéro|número|de|del|du|dossier|historia|clínica|מספר|מס|संख्या|क्रमांक)[.'\"׳]?[\s_]{0,2}){0,4}"
    r"[\s\"':=#.|*-]{0,6}(?:(?:is|est|es|was) )?(?P<value>[A-Za-z]{0,4}-?\d[\d/-]{2,14}\d)(?![\w-]|[.,]\d|\s?%)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/-]\d{1,4}){0,2}")
_SPLIT = re.compile(r"\d{2,}[-/]\d{2,}|[A-Za-z]{2,4}-?\d{3,}")

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_NOBODYS = re.compile(
    r"^(?:info|support|help|contact|admin|root|git|no-?reply|security|sales|hello|team|postmaster|webmaster|mail|user|test|someone|you|me|name|email)[\w.+-]*@"
    r"|@(?:.*\.)?(?:example\.\w+|example|test|invalid|localhost|local|users\.noreply\.\w+\.com)$",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"author|signed-off|reviewed-by|copyright|\(c\)|maintainer|committer|from:|merge", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w.+/-])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){2,4}|\(\d{3}\) ?\d{3}-\d{4}|0\d(?:[ .]\d{2}){4}|05\d-\d{3}-?\d{4})(?![\w-])"
)
ENOUGH, APART = 3, 160


def _year(match: re.Match[str]) -> int:
    """The year it says; 0 where its word is no month."""
    named = match["month"] or match["named"]
    if named and named.lower() not in _MONTHS and named.lower().lstrip("במ") not in _MONTHS:
        return 0
    said = match["last"] or match["first"] or match["year"] or match["year2"]
    return int(said) if len(said) > 2 else 1900 + int(said)  # noqa: PLR2004 - two figures stand for a year of either century


def _is_made_up(match: re.Match[str]) -> bool:
    """The first of January: what people put in for a date that does not matter."""
    named = match["month"] or match["named"] or ""
    days = {int(number) for number in re.findall(r"\d+", match[0]) if len(number) < 4}  # noqa: PLR2004 - the year is no day
    if match["last"] and len(match["last"]) == 2:  # noqa: PLR2004 - a year of two figures
        days = {int(number) for number in re.findall(r"\d+", match[0])[:2]}
    return days == {1} and (not named or named.lower().lstrip("במ").startswith(_FIRST))


def births(read: Read) -> Iterator[Finding]:
    for match in _DATE.finditer(read.text):
        if not (year := _year(match)) or _is_made_up(match):
            continue
        start, end = match.span()
        beside_word = read.near("birth", start, end)
        beside_name = len(match["last"] or "long") > 2 and year in BORN and bool(_NAME_BEFORE.search(read.text[max(0, start - 60) : start]))  # fmt: skip  # noqa: PLR2004 - a full year
        if beside_word or beside_name:
            yield Finding("birth_date", Grade.PATIENT, start, end)


def records(read: Read) -> Iterator[Finding]:
    """After MRN any number, after 'patient' and 'subject' one that looks like a key."""
    for family in ("record", "patient"):
        for place in read.places.get(family, ()):
            match = _RECORD.match(read.text, place)
            if match is None:
                continue
            value = match["value"]
            long = sum(map(str.isdecimal, value)) > 4 or _SPLIT.search(value)  # noqa: PLR2004 - four figures count people, too
            if digits.is_made_up(value) or _YEAR.fullmatch(value) or (family == "patient" and not long):
                continue
            yield Finding("record_number", Grade.PATIENT, *match.span("value"))


def _lists(kind: str, matches: Iterable[re.Match[str]]) -> Iterator[Finding]:
    """Three or more different ones, each near the one before."""
    run: list[re.Match[str]] = []
    for match in matches:
        if run and match.start() - run[-1].end() > APART:
            yield from _run(kind, run)
            run = []
        run.append(match)
    yield from _run(kind, run)


def _run(kind: str, run: list[re.Match[str]]) -> Iterator[Finding]:
    if len({match[0].lower() for match in run}) >= ENOUGH:
        yield Finding(kind, Grade.PATIENT, run[0].start(), run[-1].end())


def contacts(read: Read) -> Iterator[Finding]:
    text = read.text
    mails = (
        match
        for match in _MAIL.finditer(text)
        if not _NOBODYS.search(match[0]) and not _CREDIT.search(text, max(0, match.start() - 60), match.start())
    )
    yield from _lists("mail_list", mails)
    yield from _lists("phone_list", (match for match in _PHONE.finditer(text) if "555" not in match[0]))


def people(read: Read) -> Iterator[Finding]:
    yield from births(read)
    yield from records(read)
    yield from contacts(read)
