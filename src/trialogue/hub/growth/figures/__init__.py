"""Every figure of the cockpit with its definition, in the order in which they are read."""

from django.utils.translation import gettext_lazy as _

from .answers import count_first_answers, count_unanswered
from .downloads import count_downloads
from .mix import count_countries, count_giving
from .people import count_active, count_flow, count_members
from .shapes import Figure
from .telling import count_unsaid, count_untold

FIGURES = (
    Figure(
        "members",
        _("Members"),
        _(
            "People with an account whose address is confirmed, who are not kept out. Programs do not count, nor does who "
            "was imported and not claimed yet."
        ),
        count_members,
    ),
    Figure(
        "active",
        _("Active in 28 days"),
        _(
            "People with at least one deliberate act on one of the 28 days that end today (UTC): a post, a topic or "
            "ticket opened, carried over or moved on, a vote or a thank-you, an answer accepted, a word on whether it "
            "helped, a release. Signing in and reading do not count. What an archive brought along counts; programs do not."
        ),
        count_active,
    ),
    Figure(
        "flow",
        _("Who came and who fell silent"),
        _(
            "The 28 days that end today beside the 28 before. New: the first act ever lies in them. Returned: active "
            "now, not in the 28 days before, but earlier. Lapsed: active before, not now. "
            "Active now = active before + new + returned − lapsed."
        ),
        count_flow,
    ),
    Figure(
        "first-answers",
        _("First answers"),
        _(
            "Questions of the last 365 days: the time until the first reply by another human. Questions still without "
            "one count as waiting until now (Kaplan–Meier), so silence is not left out. The range is a 95 per cent interval "
            "(Greenwood, log-log)."
        ),
        count_first_answers,
    ),
    Figure(
        "unanswered",
        _("Unanswered now"),
        _(
            "Open questions that nobody but who asked has replied to, whenever they were asked. Marked as solved counts "
            "as answered."
        ),
        count_unanswered,
    ),
    Figure(
        "untold",
        _("Shipped, and the asker not told"),
        _(
            "Members who asked for a ticket that is in a published release, see it, and were not told of that release. "
            "Each counts once."
        ),
        count_untold,
    ),
    Figure(
        "unsaid",
        _("Told, and no word whether it helped"),
        _("People who asked, were told of the release, and did not answer “Did it help?” yet."),
        count_unsaid,
    ),
    Figure(
        "giving",
        _("Asking and giving"),
        _(
            "Of the active: whose acts of the 28 days include giving, which is a reply in what somebody else began, a topic "
            "carried over to a ticket, a ticket moved on, a release. Asking is a question, an idea or a ticket of one's "
            "own. The range is a 95 per cent interval (Wilson)."
        ),
        count_giving,
    ),
    Figure(
        "countries",
        _("Countries"),
        _(
            "Members by the country they name in their profile, if they show it to members at least. Nobody is looked "
            "up by address. To the public, fewer than five are not shown."
        ),
        count_countries,
    ),
    Figure(
        "downloads",
        _("Downloads in 28 days"),
        _(
            "How often files of published releases were fetched on the 28 days that end today (UTC). Fetches, not people: "
            "nobody is followed."
        ),
        count_downloads,
    ),
)
