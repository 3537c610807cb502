"""Finding: what members look for, and what comes first."""

import pytest
from tests import cast

from trialogue.core.search.asking import read
from trialogue.core.search.finding import find
from trialogue.people.actions.joining import edit_profile

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def titles(typed, member=None):
    return [hit.document.heading for hit in find(read(typed), member, at=cast.AT).hits]


@pytest.fixture
def forum(run_jobs):
    wanjiru, claire = cast.member(), cast.member("Claire Fontaine")
    dates = cast.question(wanjiru, title="The form refuses a half-known date")
    cast.reply(dates, claire, "Give the item the type partial_date; the export writes AESTDTC as 2026-08.")
    hook = cast.question(wanjiru, title="Committing without the hook", source="Run git commit --no-verify once.")
    cast.question(claire, title="Randomization lists", source="How do I upload one?  Error: relation does not exist")
    run_jobs()
    return {"dates": dates, "hook": hook}


def test_words_of_a_title(forum):
    assert titles("half known date") == ["The form refuses a half-known date"]


def test_forms_of_a_word(forum):
    assert titles("refusing dates") == ["The form refuses a half-known date"]


def test_a_reply_leads_to_itself(forum):
    found = find(read("AESTDTC"), None, at=cast.AT).hits
    assert [(hit.document.kind, hit.document.url) for hit in found] == [
        ("post", f"{forum['dates'].conversation.path}2/")
    ]


def test_words_of_title_and_reply_together(forum):
    assert titles("half-known export") == ["The form refuses a half-known date"]


@pytest.mark.parametrize("typed", ["--no-verify", '"--no-verify"', "`--no-verify`"])
def test_options_of_a_command(forum, typed):
    assert titles(typed) == ["Committing without the hook"]


def test_names_of_code_with_and_without_their_marks(forum):
    assert titles("partial_date") == titles("partial date") == ["The form refuses a half-known date"]


def test_two_words_find_the_name_they_make_together(forum, run_jobs):
    cast.question(cast.member("Hiba Nasser"), title="RigidBody falls asleep")
    run_jobs()
    assert titles("rigid body") == titles("rigidbody") == ["RigidBody falls asleep"]


def test_quotes_are_letter_by_letter(forum):
    assert titles('"relation does not exist"') == ["Randomization lists"]
    assert titles('"relation does exist"') == []


def test_accents_do_not_count(forum, run_jobs):
    cast.question(cast.member("Hélène Roux"), title="Dates partielles dans les antécédents")
    run_jobs()
    assert titles("antecedents") == titles("ANTÉCÉDENTS") == ["Dates partielles dans les antécédents"]


def test_hebrew_is_found(forum, run_jobs):
    cast.question(cast.member("Tamar Levi"), title="תאריכים חלקיים בטופס")
    run_jobs()
    assert titles("חלקיים") == ["תאריכים חלקיים בטופס"]


@pytest.mark.parametrize("typed", ["randomizaton", "randomiaztion", "rndomization", "Randomisation"])
def test_typing_errors_are_put_right(forum, typed):
    found = find(read(typed), None, at=cast.AT)
    assert [hit.document.heading for hit in found.hits] == ["Randomization lists"]
    assert found.instead == {typed.lower(): "randomization"}


def test_of_many_words_one_may_be_missing(forum):
    found = find(read("upload randomization spreadsheet"), None, at=cast.AT)
    assert (found.loosely, [hit.document.heading for hit in found.hits]) == (True, ["Randomization lists"])


@pytest.mark.parametrize(
    "typed",
    ["", "   ", '"', '""', "-", "* ( ) : ^", "\x00", "AND OR NOT", "title:x NEAR(a b)", "%_%", "'; --", "'" * 300],
)
def test_nothing_typed_breaks_it(forum, typed):
    assert find(read(typed), None, at=cast.AT).hits == () or isinstance(titles(typed), list)


def test_people_are_found_by_what_they_show(run_jobs):
    hiba = cast.member("Hiba Nasser")
    edit_profile(hiba, by=hiba, at=cast.AT, about="I build randomizers", background="zookeeper", skills=["mentoring"])
    run_jobs()
    assert titles("hiba") == titles("randomizers") == titles("mentoring") == ["Hiba Nasser"]
    assert titles("zookeeper", hiba) == []
    edit_profile(hiba, by=hiba, at=cast.AT, shown={"about": "nobody"})
    assert titles("randomizers") == []
