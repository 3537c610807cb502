"""The people and threads behind each figure: as many as were counted, only who and what one may see."""

from datetime import timedelta

import pytest
from tests import cast
from tests.releases.scenes import LATER, landed
from tests.safety.world import build

from trialogue.core import limits
from trialogue.core.audiences import STAFF, Audience
from trialogue.hub.forum import actions as forum
from trialogue.hub.growth.lists import LISTS
from trialogue.hub.releases import actions as releases
from trialogue.people.actions.claims import merge
from trialogue.people.actions.joining import edit_profile

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SOON = cast.AT + timedelta(days=1)


def titles(browser, name, query=""):
    return [row.title for row in browser.get(f"/manage/figures/{name}/{query}").context["rows"]]


def metas(browser, name):
    return [row.meta for row in browser.get(f"/manage/figures/{name}/").context["rows"]]


def test_who_came_and_who_fell_silent_by_name(as_noa, counted):
    wanjiru, tamar, karen, priya = map(
        cast.member, ("Wanjiru Kamau", "Tamar Levi", "Karen Whitfield", "Priya Raghavan")
    )
    topic = cast.question(karen, at=cast.AT - timedelta(days=100))
    for who, when in ((wanjiru, -30), (tamar, -55), (wanjiru, -1), (karen, -27), (priya, 0)):
        cast.reply(topic, who, f"On day {when}", at=cast.AT + timedelta(days=when))
    told = counted(cast.AT)
    lists = {
        name: titles(as_noa, name) for name in ("active-before", "active", "new", "retained", "returned", "lapsed")
    }
    assert {name: set(names) for name, names in lists.items()} == {
        "active-before": {"Wanjiru Kamau", "Tamar Levi"},
        "active": {"Wanjiru Kamau", "Karen Whitfield", "Priya Raghavan"},
        "new": {"Priya Raghavan"},
        "retained": {"Wanjiru Kamau"},
        "returned": {"Karen Whitfield"},
        "lapsed": {"Tamar Levi"},
    }
    assert {name.removeprefix("active-"): len(names) for name, names in lists.items()} == told["flow"]


def test_an_imported_profile_stands_as_who_it_turned_out_to_be(as_noa, counted):
    gerd, wanjiru = cast.unclaimed(), cast.member()
    cast.question(gerd)
    merge(gerd, into=wanjiru, by=None, at=cast.AT)
    counted(SOON)
    assert titles(as_noa, "active") == titles(as_noa, "new") == ["Wanjiru Kamau"]


def test_who_gave_and_who_asked(as_noa, counted):
    wanjiru, tamar, karen = cast.member(), cast.member("Tamar Levi"), cast.member("Karen Whitfield")
    joseph = cast.member("Joseph Otieno")
    topic, other = cast.question(wanjiru), cast.question(tamar, title="Another")
    cast.reply(topic, joseph)
    cast.reply(topic, tamar)
    forum.same_here(other, by=karen, at=cast.AT)
    counted(SOON)
    told = {name: titles(as_noa, name) for name in ("gave", "gave-and-asked", "asked", "took-part")}
    assert told == {
        "gave": ["Joseph Otieno"],
        "gave-and-asked": ["Tamar Levi"],
        "asked": ["Wanjiru Kamau"],
        "took-part": ["Karen Whitfield"],
    }


def test_who_waits_longest_stands_first(as_noa, counted):
    wanjiru = cast.member()
    for days in (0, 40, 3):
        cast.question(wanjiru, title=f"Since {days} days", at=cast.AT - timedelta(days=days))
    counted(SOON)
    assert titles(as_noa, "unanswered") == ["Since 40 days", "Since 3 days", "Since 0 days"]


def test_how_long_each_question_waited(as_noa, counted):
    wanjiru = cast.member()
    answered = cast.question(wanjiru, title="Answered")
    cast.reply(answered, cast.member("Tamar Levi"), at=cast.AT + timedelta(minutes=90))
    cast.question(wanjiru, title="Waiting", at=cast.AT - timedelta(days=1))
    counted(SOON)
    assert titles(as_noa, "first-answers") == ["Answered", "Waiting"]
    assert metas(as_noa, "first-answers") == [
        "Wanjiru Kamau, first answer after 2 hours",
        "Wanjiru Kamau, no answer yet",
    ]


def test_whose_loop_is_open(as_noa, counted, run_jobs):
    scene = landed()
    scene.release()
    counted(LATER)
    assert metas(as_noa, "untold") == ["in 4.2, asked by Wanjiru Kamau"]
    assert titles(as_noa, "unsaid") == []
    run_jobs()
    assert titles(as_noa, "untold") == []
    assert metas(as_noa, "unsaid") == ["Wanjiru Kamau was told of OpenCapture 4.2"]


def test_downloads_by_release(as_noa, counted):
    release = landed().release()
    releases.note_download(release.files.get(), at=LATER)
    counted(LATER)
    assert (titles(as_noa, "downloads"), metas(as_noa, "downloads")) == (["OpenCapture 4.2"], ["1 in 28 days"])


def test_members_of_a_country_who_show_it(as_noa, counted):
    for nth, (country, shown) in enumerate([("KE", "public"), ("IL", "members"), ("KE", "nobody")]):
        person = cast.member(f"Person {nth}")
        edit_profile(person, by=person, at=cast.AT, country=country, shown={"country": shown})
    counted(SOON)
    assert titles(as_noa, "countries", "?in=KE") == ["Person 0"]
    assert set(titles(as_noa, "countries")) == {"Person 0", "Person 1"}
    assert titles(as_noa, "countries", "?in=zz") == []


def test_a_thread_the_reader_may_not_see_counts_and_is_not_shown(signed_in, counted):
    staff = cast.category("Staff room", audience=Audience.objects.get(pk=STAFF))
    joseph, ethan = cast.member("Joseph Otieno"), cast.member("Ethan Brooks")
    cast.question(joseph, on=staff, title="Whom do we keep out?")
    assert counted(SOON)["unanswered"]["waiting"] == 1
    assert titles(signed_in(ethan), "unanswered") == titles(signed_in(ethan), "first-answers") == []
    assert titles(signed_in(cast.member("Noa Peled")), "unanswered") == ["Whom do we keep out?"]


@pytest.mark.parametrize("role", ["manager", "operator"])
def test_no_list_shows_what_is_not_for_its_reader(signed_in, counted, role):
    world = build()
    counted(SOON)
    browser = signed_in(world.people[role])
    hidden = [secret.canary for secret in world.secrets.values() if role not in secret.seen_by]
    paths = [path for name in LISTS for path in (f"/manage/figures/{name}/", f"/api/v1/figures/{name}")]
    pages = {path: browser.get(path).content.decode() for path in (*paths, "/manage/figures/", "/api/v1/figures")}
    assert [(path, canary) for path, page in pages.items() for canary in hidden if canary in page] == []


@pytest.mark.parametrize("name", ["active", "unanswered", "first-answers"])
def test_long_lists_go_on(as_noa, counted, name):
    shelf = cast.category()
    with limits.lifted():
        for nth in range(60):
            at = cast.AT + timedelta(minutes=nth)
            cast.question(cast.member(f"Asker {nth}", at=at), on=shelf, title=f"Question {nth}", at=at)
    counted(SOON)
    first = as_noa.get(f"/manage/figures/{name}/")
    second = as_noa.get(first.context["more"])
    told = [row.title for page in (first, second) for row in page.context["rows"]]
    assert (len(first.context["rows"]), len(told), len(set(told))) == (50, 60, 60)
    assert second.context["more"] == ""


@pytest.mark.parametrize("name", LISTS)
def test_three_rows_cost_what_one_costs(as_noa, counted, queries, name):
    def add(n):
        person = cast.member(f"Person {n}")
        edit_profile(person, by=person, at=cast.AT, country="KE")
        cast.question(person, title=f"Question {n}")

    add(1)
    counted(SOON)
    one = queries(as_noa, f"/manage/figures/{name}/")
    add(2)
    add(3)
    counted(SOON)
    assert queries(as_noa, f"/manage/figures/{name}/") == one <= 12


def test_a_list_that_is_not_is_not_found(as_noa, counted):
    counted(SOON)
    assert as_noa.get("/manage/figures/nothing/").status_code == 404
    assert as_noa.get("/manage/figures/active/?after=rubbish_x").status_code == 200


def test_the_same_for_programs(as_noa, signed_in, counted):
    cast.question(cast.member())
    counted(SOON)
    told = as_noa.get("/api/v1/figures").json()
    assert [figure["name"] for figure in told] == [
        "members", "active", "flow", "first-answers", "unanswered", "untold", "unsaid", "giving", "countries", "downloads",
    ]  # fmt: skip
    unanswered = told[4]
    assert (unanswered["n"], unanswered["values"]["waiting"], unanswered["as_of"]) == (1, 1, "2026-09-04T09:14:00Z")
    assert unanswered["definition"].startswith("Open questions that nobody")
    behind = as_noa.get("/api/v1/figures/unanswered").json()
    assert [(row["title"], row["url"]) for row in behind["items"]] == [
        ("The form refuses a half-known date", forum_path())
    ]
    assert behind["next"] is None
    for path in ("/api/v1/figures", "/api/v1/figures/active"):
        assert signed_in(cast.member("Tamar Levi")).get(path).status_code == 403
    assert as_noa.get("/api/v1/figures/nothing").status_code == 404


def forum_path():
    from trialogue.hub.forum.models import Topic

    return Topic.objects.get().conversation.path


def test_programs_go_on_at_next(as_noa, counted):
    for nth in range(5):
        cast.question(cast.member(f"Asker {nth}"), title=f"Question {nth}", at=cast.AT + timedelta(minutes=nth))
    counted(SOON)
    first = as_noa.get("/api/v1/figures/unanswered?limit=3").json()
    second = as_noa.get("/api/v1/figures/unanswered", {"limit": 3, "after": first["next"]}).json()
    assert [row["title"] for page in (first, second) for row in page["items"]] == [
        f"Question {nth}" for nth in range(5)
    ]
