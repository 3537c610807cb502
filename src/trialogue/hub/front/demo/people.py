"""The cast of the demo: invented people in several countries, with what they do."""

from dataclasses import dataclass
from datetime import datetime

from trialogue.people.actions.accounts import open_account
from trialogue.people.actions.joining import choose_voices, edit_profile, join, set_mail_pace
from trialogue.people.actions.roles import grant
from trialogue.people.audiences import Role
from trialogue.people.persons import MailPace, Person, Voice


@dataclass(frozen=True)
class Part:
    name: str
    says: str
    country: str
    zone: str
    voices: tuple[str, ...]
    languages: tuple[str, ...] = ("en",)
    roles: tuple[str, ...] = ()
    about: str = ""
    skills: tuple[str, ...] = ()


U, B, S = Voice.USER, Voice.BUILDER, Voice.STEWARD
CAST = (
    Part("Noa Peled", "community manager, Haifa", "IL", "Asia/Jerusalem", (S,), ("he", "en"),
         (Role.MANAGER, Role.MAINTAINER, Role.MODERATOR, Role.OPERATOR),
         "I look after this place. Write to me when something here does not work the way you work.", ("hosting", "translation")),
    Part("Shira Ben-Ami", "lead developer, Tel Aviv", "IL", "Asia/Jerusalem", (B,), ("he", "en"), (Role.MAINTAINER,),
         "I decide what goes into a version, after listening.", ("Python", "PostgreSQL", "CDISC")),
    Part("Priya Raghavan", "developer, Pune", "IN", "Asia/Kolkata", (B,), ("en", "hi"), (Role.DEVELOPER,),
         "Dates, exports, and everything that touches SDTM.", ("Python", "SDTM")),
    Part("Joseph Otieno", "representative for East Africa, Nairobi", "KE", "Africa/Nairobi", (S, U), ("sw", "en"), (Role.MODERATOR,),
         "Karibu. I welcome everybody from East Africa, usually before lunch.", ("site management", "training")),
    Part("Ethan Brooks", "operations, Durham NC", "US", "America/New_York", (B,), ("en",), (Role.DEVELOPER, Role.OPERATOR)),
    Part("Wanjiru Kamau", "trial coordinator, Nairobi", "KE", "Africa/Nairobi", (U,), ("sw", "en"), (),
         "I coordinate a hypertension study at four sites.", ("site management", "visit planning")),
    Part("Karen Whitfield", "monitor, Minneapolis", "US", "America/Chicago", (U,), ("en",), (), "", ("monitoring", "queries")),
    Part("Claire Fontaine", "biostatistician, Lyon", "FR", "Europe/Paris", (U, B), ("fr", "en"), (),
         "I answer what I can and write it down where the next one finds it.", ("SAS", "R", "ADaM")),
    Part("Tamar Levi", "data manager, Jerusalem", "IL", "Asia/Jerusalem", (U,), ("he", "en"), (), "", ("data cleaning",)),
    Part("Ravi Kulkarni", "data manager, Hyderabad", "IN", "Asia/Kolkata", (U,), ("en", "hi"), (), "", ("laboratory data",)),
    Part("Mathieu Lacombe", "developer, Toulouse", "FR", "Europe/Paris", (B,), ("fr", "en"), (Role.DEVELOPER,), "", ("JavaScript", "charts")),
    Part("Yosef Adler", "statistician, Beer Sheva", "IL", "Asia/Jerusalem", (U, B), ("he", "en"), (), "", ("R", "validation")),
    Part("Daniel Reyes", "systems administrator, Austin", "US", "America/Chicago", (U,), ("en", "es"), (), "", ("Linux", "PostgreSQL")),
    Part("Arjun Mehta", "data manager, Bengaluru", "IN", "Asia/Kolkata", (U, B), ("en", "hi"), (Role.DEVELOPER,),
         "Runs three diabetes studies on OpenCapture, and since this spring writes parts of it too.", ("SQL", "visit windows")),
    Part("Hélène Roux", "data manager, Nantes", "FR", "Europe/Paris", (U,), ("fr",), (), "", ("SAS",)),
    Part("Lakshmi Iyer", "developer, Chennai", "IN", "Asia/Kolkata", (B,), ("en", "ta"), (Role.DEVELOPER,), "", ("laboratory data", "Python")),
    Part("Sophie Marchand", "translator, Lyon", "FR", "Europe/Paris", (S,), ("fr", "en"), (), "", ("translation",)),
    Part("Amina Odhiambo", "coordinator, Kisumu", "KE", "Africa/Nairobi", (U,), ("sw", "en")),
    Part("Nikhil Bhat", "developer, Hyderabad", "IN", "Asia/Kolkata", (B,), ("en", "hi"), (), "", ("JavaScript",)),
    Part("Meera Nair", "clinical data associate, Kochi", "IN", "Asia/Kolkata", (U,), ("en", "ml")),
    Part("Sanjay Gupta", "statistical programmer, Delhi", "IN", "Asia/Kolkata", (U, B), ("en", "hi"), (), "", ("SAS", "SDTM")),
    Part("Yael Cohen", "study nurse, Haifa", "IL", "Asia/Jerusalem", (U,), ("he",)),
    Part("Omer Katz", "validation, Rehovot", "IL", "Asia/Jerusalem", (U, B), ("he", "en"), (), "", ("validation",)),
    Part("Grace Mwangi", "data manager, Nairobi", "KE", "Africa/Nairobi", (U,), ("sw", "en")),
    Part("Peter Njoroge", "site manager, Eldoret", "KE", "Africa/Nairobi", (U,), ("sw", "en")),
    Part("Julien Moreau", "data manager, Lille", "FR", "Europe/Paris", (U,), ("fr",)),
    Part("Camille Petit", "trainer, Bordeaux", "FR", "Europe/Paris", (S,), ("fr", "en"), (), "", ("training",)),
    Part("Laura Jensen", "project manager, Boston", "US", "America/New_York", (U,)),
    Part("Carlos Ortega", "developer, San Diego", "US", "America/Los_Angeles", (B,), ("es", "en"), (), "", ("Python",)),
    Part("Ana Ribeiro", "data manager, Recife", "BR", "America/Recife", (U,), ("pt", "en")),
    Part("Lukas Weber", "biostatistician, Basel", "CH", "Europe/Zurich", (U,), ("de", "en"), (), "", ("R",)),
)  # fmt: skip


def bring_in(part: Part, *, at: datetime, mailed: bool) -> Person:
    """One member of the cast; `mailed` False where mail would leave this machine."""
    person = join(name=part.name, language="en", at=at)
    open_account(person, email=f"{person.handle}@example.org", at=at)
    choose_voices(person, voices=part.voices, by=person, at=at)
    edit_profile(
        person, by=person, at=at, says=part.says, country=part.country, time_zone=part.zone, about=part.about,
        languages=list(part.languages), skills=list(part.skills),
    )  # fmt: skip
    if not mailed:
        set_mail_pace(person, pace=MailPace.NEVER, at=at, by=person)
    for role in part.roles:
        grant(person, role=role, by=None, at=at)
    return person
