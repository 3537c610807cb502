"""What the cast asks and answers beside the main story: category, kind, days ago, who, title, text, replies."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """A reply: who, hours after the one before, what; `accepted` marks the answer, `thanks` how many thanked."""

    who: str
    hours: float
    text: str
    accepted: bool = False
    thanks: int = 0


@dataclass(frozen=True)
class Talk:
    category: str
    kind: str
    days_ago: float
    who: str
    title: str
    text: str
    replies: tuple[Said, ...] = ()
    same: int = 0
    version: str = ""
    tags: tuple[str, ...] = ()


CATEGORIES = (
    ("using", {"en": "Using OpenCapture", "he": "שימוש ב־OpenCapture"}, "questions", 252),
    ("forms", {"en": "Designing forms", "he": "עיצוב טפסים"}, "questions", 166),
    ("export", {"en": "Data out: SDTM, ODM, SAS", "he": "יצוא נתונים: SDTM, ODM, SAS"}, "questions", 66),
    ("install", {"en": "Installing and upgrading", "he": "התקנה ושדרוג"}, "questions", 27),
    ("ideas", {"en": "Ideas", "he": "רעיונות"}, "ideas", 68),
    ("building", {"en": "Building OpenCapture", "he": "בניית OpenCapture"}, "discussion", 80),
    ("introductions", {"en": "Introductions", "he": "היכרות"}, "discussion", 4),
    ("news", {"en": "News", "he": "חדשות"}, "announcements", 300),
)

LAB_YAML = """```yaml forms/laboratory.yaml
- item: LBORRES
  label: Result as reported
  type: decimal
  unit: from_file
  check:
    rule: within(LBORRES, LBORNRLO, LBORNRHI)
    say: Outside the laboratory's own range. Confirm.
```"""

TALKS = (
    Talk("using", "question", 0.9, "Tamar Levi", "Can two nurses enter the same visit at once without overwriting each other?",
         "Two of our nurses share the visits of one afternoon. Yesterday both had visit 4 of the same participant open, and "
         "whoever saved last won. **Nothing warned them.**\n\nIs there a lock, or at least a warning?",
         (Said("Shira Ben-Ami", 3, "Not today: the last one saved wins, and the audit trail keeps both. That is honest but not kind. "
               "A warning before the second one types is the right thing, and I would rather not lock."),
          Said("Karen Whitfield", 5, "> the last one saved wins\n\nI see the traces of that when I monitor: the reason for change is then always *typing error*.", thanks=4)), same=6, version="4.2", tags=("visits", "audit trail")),
    Talk("export", "question", 1.6, "Ravi Kulkarni", "Importing lab results from a hospital that sends PDF only",
         "The hospital laboratory sends a PDF for each participant, no file. We type about 40 results a week. Has anybody found a way that an auditor would accept?",
         (Said("Ethan Brooks", 2, "If the PDF has text in it (not a scan), `pdftotext -layout` and a mapping got us through an audit. Keep the PDF as the source document and let a second person check one in ten.", thanks=5),
          Said("Lakshmi Iyer", 9, f"The import takes the laboratory's own ranges since 4.2, so at least those need no typing:\n\n{LAB_YAML}", thanks=3)), same=3, version="4.2.1", tags=("laboratory", "import")),
    Talk("forms", "question", 0.12, "Yosef Adler", "Blinded unit conversions: where should the factor live?",
         "For a blinded analyte the conversion factor itself would tell the arm. Do you keep it in the form, in the export, or outside?", version="4.2.1", tags=("laboratory", "blinding")),
    Talk("install", "question", 18, "Daniel Reyes", "Upgrade from 4.1 to 4.2 stops at migration 0093 on PostgreSQL 13",
         "```\nERROR:  function gen_random_uuid() does not exist\nHINT:  No function matches the given name and argument types.\n```\n\nPostgreSQL 13.4 from the distribution. Nothing is lost, but nothing goes on either.",
         (Said("Lakshmi Iyer", 4, "Confirmed, thank you for the exact lines. The step asks for a function that 13 has only with an extension."),
          Said("Daniel Reyes", 2, "With `CREATE EXTENSION pgcrypto;` before the upgrade it goes through. Good enough until it is repaired.", thanks=9),
          Said("Lakshmi Iyer", 20, "**From 4.2.1:** the step does without the function, and starting again after a stop is safe.\n\n**On 4.2:** create the extension first, as Daniel writes.", accepted=True, thanks=11)), same=8, version="4.2", tags=("upgrade", "PostgreSQL")),
    Talk("forms", "question", 33, "Amina Odhiambo", "Entering blood pressure when the first reading is repeated",
         "Our protocol says: if the first reading is above 140/90, wait five minutes and take a second one. Where do I put the second?",
         (Said("Joseph Otieno", 2, "Use a repeating group with a limit of two and show the second row only when the first is high. Tell me if the same nurse takes both; then the form can do the averaging for you.", accepted=True, thanks=6),
          Said("Amina Odhiambo", 4, "It works. Asante, Joseph.")), version="4.2", tags=("repeating groups",)),
    Talk("export", "question", 26, "Hélène Roux", "The SAS export cuts off labels with an accent",
         "« Numéro d’évènement » becomes « Numéro d’évènemen ». It looks as if bytes were counted, not letters.",
         (Said("Yosef Adler", 7, "They are: 40 bytes, and an accent takes two. I can write the test cases."),
          Said("Claire Fontaine", 6, "Until then: shorten the label in the form and keep the long one as the description.", thanks=2)), same=2, version="4.2", tags=("SAS", "labels")),
    Talk("using", "question", 58, "Sophie Marchand", "Freezing a form for one site only",
         "One of our sites is closed, the others go on. Can I freeze its forms without stopping everybody?",
         (Said("Shira Ben-Ami", 6, "Not from the page. As an administrator: `opencapture freeze --site 07`. It leaves a line in the audit trail.", accepted=True, thanks=3),), version="4.1", tags=("site closure",)),
    Talk("ideas", "idea", 45, "Karen Whitfield", "Show query ageing on the site dashboard",
         "I spend the first hour of each visit counting how old the open queries are. The dashboard knows their dates. Could it show how many are older than 14 and 28 days, by site?",
         (Said("Mathieu Lacombe", 10, "I would like to build this. A small bar for each site, three shades, and the numbers beside it.", thanks=7),
          Said("Tamar Levi", 18, "Please count only the days the site could have worked. Our week begins on Sunday.")), same=11, tags=("queries", "monitoring")),
    Talk("ideas", "idea", 70, "Joseph Otieno", "Work without a connection on tablets",
         "Two of our sites have a connection in the morning only. They write on paper and type it in the evening, which is where mistakes come from.",
         (Said("Wanjiru Kamau", 5, "This is the one thing my sites ask for at every meeting."), Said("Shira Ben-Ami", 30, "It touches everything: sync, conflicts, the audit trail. I want it, and I want it right. Not before 4.4.")), same=14, tags=("tablets",)),
    Talk("building", "discussion", 9, "Priya Raghavan", "Reviewing rules as code: is YAML the right home for edit checks?",
         "Edit checks are code that statisticians read. YAML is easy to diff and hard to test. What would you rather review?\n\n1. YAML as now\n2. a small language of our own\n3. Python functions\n\nI lean towards the first with a test runner beside it.",
         (Said("Claire Fontaine", 6, "Whatever I can read aloud to an investigator. YAML passes that test; Python does not.", thanks=8),
          Said("Ethan Brooks", 12, "With a runner I am happy. Without one we will ship a check that never fires.")), tags=("edit checks",)),
    Talk("introductions", "discussion", 5, "Amina Odhiambo", "Habari from Kisumu",
         "I am Amina. I coordinate a hypertension study at two sites in Kisumu and I am new to OpenCapture.",
         (Said("Joseph Otieno", 1, "Karibu sana, Amina. The East Africa people are all in this place."), Said("Wanjiru Kamau", 7, "We run the same kind of study six hours away by road. Ask me anything.", thanks=3))),
    Talk("using", "question", 2.2, "Sophie Marchand", "Signing a casebook when the investigator is on leave",
         "Our investigator is away until January and twelve casebooks wait. May the sub-investigator sign, and does the signature say so?", same=1, version="4.2.1", tags=("signatures",)),
    Talk("export", "question", 14, "Claire Fontaine", "Imputation flags in ADaM from partial dates",
         "4.2 exports `2026-08` for a date without a day, which is right. Which of you has a macro that sets `ASTDTF` from it?",
         (Said("Yosef Adler", 22, "```sas macros/astdtf.sas\n%macro astdtf(dtc);\n  select (length(&dtc));\n    when (4) ASTDTF = 'M';  /* year only */\n    when (7) ASTDTF = 'D';  /* year and month */\n    otherwise ASTDTF = ' ';\n  end;\n%mend;\n```\n\nTested on three studies.", accepted=True, thanks=9),), version="4.2", tags=("SAS", "partial dates")),
    Talk("news", "announcement", 40, "Shira Ben-Ami", "4.2 is out: dates as people really know them",
         "Partial dates from the form into SDTM, a faster subject matrix, edit checks in plain words. Thank you to everybody who asked, tested and wrote."),
)  # fmt: skip
