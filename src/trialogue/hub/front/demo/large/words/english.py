"""English, as it is spoken in many countries."""

from .tongue import Tongue

GIVEN = (
    "Amelia Oliver Grace Peter Wanjiku Daniel Laura Achieng Ethan Karen Samuel Ruth Mercy Brian Alice Thomas "
    "Njeri Kevin Hannah Otieno Julia Martin Esther Patrick Naomi Simon Faith George Irene Victor Lucy Andrew Joan "
    "Hassan Nora Edwin Emma Walter Paula Dennis Rose Adam Clara Henry Judith Felix Monica Oscar Helen Ivan Susan "
    "Leo Beth Musa Tessa Hugo Wambui Kwame Abena Chidi Ngozi Sipho Thandi Liam Freya Owen Megan"
)
FAMILY = (
    "Ashworth Kamau Mwangi Brooks Whitfield Otieno Njoroge Reyes Jensen Wafula Carter Odhiambo Fletcher Bennett "
    "Kiprop Harper Mutua Lawson Achebe Mensah Okafor Dlamini Naidoo Parker Sutton Chebet Hughes Omondi Marsh "
    "Kariuki Doyle Barasa Newton Wekesa Grant Ndlovu Boateng Quinn Abbott Maina Porter Sato Lindqvist Weber Novak "
    "Becker Haas Tanaka Silva Costa Moretti Rossi Berg Holm Dahl Vance Winslow Thorne Keller Ozturk Demir Petrov"
)
ENGLISH = Tongue(
    code="en", share=56, spoken=("en",), given=GIVEN, family=FAMILY,
    places=(
        ("US", "America/New_York"), ("GB", "Europe/London"), ("KE", "Africa/Nairobi"), ("US", "America/Chicago"),
        ("NG", "Africa/Lagos"), ("ZA", "Africa/Johannesburg"), ("CA", "America/Toronto"), ("AU", "Australia/Sydney"),
        ("UG", "Africa/Kampala"), ("DE", "Europe/Berlin"), ("IE", "Europe/Dublin"), ("GH", "Africa/Accra"),
    ),
    things=(
        "the adverse events form", "the visit calendar", "the SDTM export", "the subject matrix", "the audit trail",
        "the laboratory import", "the query list", "the randomisation page", "the consent form", "the unit conversion",
        "the casebook signature", "the ODM file", "the site dashboard", "the edit check", "the coding dictionary",
        "the partial date", "the repeating group", "the monitoring report", "the data entry screen", "the reminder mail",
    ),
    sites=(
        "at our site in Nairobi", "at four sites", "in a phase II study", "on a tablet", "on version 4.1", "behind our proxy",
        "in the hypertension study", "on PostgreSQL", "in the training environment", "at the hospital in Leeds",
        "with double entry", "on the second visit", "in the paediatric arm", "for a blinded analyte",
    ),
    moments=(
        "after the upgrade", "when two people save at once", "when the month is unknown", "after midnight",
        "when a visit is skipped", "before the database is locked", "when the investigator is away", "after a protocol amendment",
        "when the range changes with age", "while the connection is slow", "when a value is corrected twice", "on the last day of the month",
    ),
    titles=(
        "How do you handle {thing} {place}?", "{thing} loses a value {event}", "Is there a way to lock {thing} {event}?",
        "{thing} is slow {place}", "Wrong total in {thing} {event}", "Who may change {thing} {place}?",
        "Best practice for {thing} {event}", "{thing} shows {n} rows {place} and then stops", "Can {thing} be printed {place}?",
        "Idea: let {thing} remember the filter {event}", "{thing} and {place}: what did you choose?",
    ),
    sentences=(
        "We noticed this with {thing} {place}.", "It happens {event}, about {n} times a month.",
        "The same study ran for two years without it.", "Our monitor asked about {thing}, and I had no good answer.",
        "I checked the audit trail: the old value is there, the reason for change is not.",
        "Has anybody solved this {place}?", "What worked for us was to split the form and to check {thing} {event}.",
        "Please do not impute anything here; the statistician cannot tell it from real data later.",
        "I would write it into the data management plan before the first participant comes in.",
        "With {n} participants this takes about a minute, which is fine.", "The documentation says little about {thing}.",
        "**It is safe to repeat the step**: nothing is written twice.", "We keep `{n}` as the code for *not done*.",
        "Try it in the training environment first, then {place}.", "Nobody {place} had seen this before last week.",
        "Thank you, that explains what we saw {event}.", "I can send a form without any patient data if that helps.",
        "The export looks right to me, only {thing} is empty {event}.", "An auditor accepted this last spring.",
        "Two of us tried it independently and came to the same result.",
        "See [the handbook](https://docs.opencapture.example/) for how {thing} is meant to work.",
    ),
)  # fmt: skip
