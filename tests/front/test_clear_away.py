"""Everything somebody wrote goes at one press, comes back exactly as it was for 30 days, and is destroyed then."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from tests import cast

from trialogue.core.activity.models import Event
from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.core.files import StoredFile, store
from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.actions.polling import Plan
from trialogue.hub.conversations.clock import destroy_let_go
from trialogue.hub.conversations.purging import purge
from trialogue.hub.forum import actions as forum
from trialogue.hub.forum.models import Category, Topic
from trialogue.hub.tickets import actions as tickets
from trialogue.people.actions.claims import claim
from trialogue.people.actions.clearing import clear, undo_clearing
from trialogue.people.actions.joining import edit_profile, set_picture
from trialogue.people.actions.roles import grant
from trialogue.people.actions.suspending import lift_suspension, suspend
from trialogue.people.actions.trusting import set_level
from trialogue.people.clearing import sweeps
from trialogue.people.clearing.models import Clearing, Swept
from trialogue.people.clearing.working import clear_away, purge_cleared
from trialogue.people.persons import Person
from trialogue.people.trust.levels import Level

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SPAM = "cheappillszq"
WHY = "Advertising everywhere."
# What tells of the clearing itself, and what only ever moves on.
APART = {
    "core.event", "core.touch", "core.searchdocument", "core.searchword", "core.usedkey", "people.clearing", "people.swept",
    "people.suspension", "people.personfacet", "django_tasks_database.dbtaskresult", "sessions.session", "core.cronrun",
}  # fmt: skip
MOVES_ON = {"version", "indexed_at"}


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def world(noa, now, run_jobs):
    """A spammer in every corner: topics with replies of others, replies, a ticket, thanks, votes, drafts, files, a claim."""
    karen, spammer = cast.member("Karen Whitfield"), cast.member("Simon Pam")
    honest = cast.question(karen, at=now)
    answer = cast.reply(honest, spammer, f"Buy {SPAM} @noa", at=now)
    cast.reply(honest, karen, "No, thank you.", at=now)
    forum.accept(honest, answer, by=karen, at=now)
    talk.react(answer, kind="thanks", by=karen, at=now)
    talk.react(honest.conversation.posts.get(number=3), kind="thanks", by=spammer, at=now)
    talk.react(honest.conversation.posts.get(number=3), kind="agree", by=spammer, at=now)
    poll = talk.put_poll(honest.conversation.posts.get(number=3), Plan("Which?", ["This", "That"], 2), by=karen, at=now)
    talk.vote(poll, list(poll.options.values_list("pk", flat=True)), by=spammer, at=now)
    forum.same_here(honest, by=spammer, at=now)
    product = cast.product()
    ticket = cast.carried(honest, cast.member("Shira Ben-Ami"), product)
    tickets.affect(ticket, by=spammer, at=now)
    cast.ticket(product, spammer, title=f"Ticket {SPAM}")
    upload = store(ContentFile(SPAM.encode()), name="offer.txt", uploader_id=spammer.pk, at=now)
    own = cast.question(spammer, title=f"Topic {SPAM}", source=f"{SPAM} [offer]({upload.get_absolute_url()})", at=now)
    cast.reply(own, karen, "Is this right here?", at=now)
    store(ContentFile(SPAM.encode()), name="loose.txt", uploader_id=spammer.pk, at=now)
    face = store(ContentFile(SPAM.encode()), name="face.txt", uploader_id=spammer.pk, at=now)
    StoredFile.objects.filter(pk=face.pk).update(content_type="image/png")
    set_picture(spammer, picture=StoredFile.objects.get(pk=face.pk), by=spammer, at=now)
    talk.save_draft(key="topic", fields={"source": SPAM}, by=spammer, at=now)
    edit_profile(spammer, by=spammer, at=now, about=SPAM, says=SPAM)
    claim(cast.unclaimed(), by=spammer, words=SPAM, at=now)
    withdrawn = cast.reply(honest, spammer, "Taken back by myself.", at=now)
    talk.remove_post(withdrawn, by=spammer, at=now)
    run_jobs()
    return {"spammer": spammer, "karen": karen, "honest": honest, "own": own, "ticket": ticket, "file": upload}


def snapshot() -> dict[str, list[dict[str, Any]]]:
    """Every row of the database, but for what only moves on."""
    found = {}
    for model in apps.get_models():
        label = model._meta.label_lower
        if label not in APART:
            rows = model._default_manager.order_by("pk").values()
            found[label] = [{name: value for name, value in row.items() if name not in MOVES_ON} for row in rows]
    return found


def again(thing):
    return type(thing)._default_manager.get(pk=thing.pk)


def test_everything_goes_at_one_press_and_comes_back_as_it_was(world, as_noa, noa, signed_in, run_jobs):
    before = snapshot()
    page = as_noa.get("/manage/members/simon/clear/").content.decode()
    assert "<dt>Topics</dt><dd>1</dd>" in page
    as_noa.post("/manage/members/simon/clear/", {"reason": WHY, "sure": "on"})
    run_jobs()
    assert "Everything is gone." in as_noa.get("/manage/members/simon/clear/").content.decode()
    assert snapshot() != before
    as_noa.post("/manage/members/simon/uncleared/")
    run_jobs()
    after = snapshot()
    for label, rows in before.items():
        assert after[label] == rows, label
    assert not Swept.objects.exists()
    assert [event.verb for event in Event.objects.filter(verb__contains="cleared").order_by("pk")] == [
        "person.cleared", "person.uncleared",
    ]  # fmt: skip


def test_nobody_finds_a_word_of_it(world, noa, now, signed_in, run_jobs):
    clear(world["spammer"], by=noa, at=now, reason=WHY)
    run_jobs()
    honest = world["honest"].conversation.path
    for browser in (Client(), signed_in(world["karen"])):
        for path in ("/", "/forum/", "/people/", "/tickets/", honest, f"/search/?q={SPAM}", "/forum/feed.atom"):
            said = browser.get(path).content.decode().replace(f'value="{SPAM}"', "").replace(f"q={SPAM}", "")
            said = said.replace(f"“{SPAM}”", "").replace(f"<b>{SPAM}</b>", "")
            assert f"Topic {SPAM}" not in said, path
            assert f"Buy {SPAM}" not in said, path
            assert "Simon Pam" not in said, path
        for path in (world["own"].conversation.path, "/people/simon/", world["file"].get_absolute_url()):
            assert browser.get(path).status_code == 404, path


def test_counters_are_right_while_it_is_gone(world, noa, now, run_jobs):
    clear(world["spammer"], by=noa, at=now, reason=WHY)
    run_jobs()
    topic = Topic.objects.get(pk=world["honest"].pk)
    assert (topic.conversation.post_count, topic.conversation.last_poster) == (2, world["karen"])
    assert (topic.solved, topic.same_count) == (False, 0)
    third = topic.conversation.posts.get(number=3)
    assert (third.thanks, third.reacted, third.poll.voters) == (0, {}, 0)
    assert list(third.poll.options.values_list("votes", flat=True)) == [0, 0]
    assert again(world["ticket"]).need_count == 1
    assert Category.objects.get(pk=topic.category_id).topic_count == 1
    assert again(noa).unread == 0


def test_they_are_out_at_once(world, noa, now, signed_in):
    browser = signed_in(world["spammer"])
    clear(world["spammer"], by=noa, at=now, reason=WHY)
    assert b">Menu of" not in browser.get("/").content
    with pytest.raises(Refused, match="Bring it back"):
        lift_suspension(world["spammer"], by=noa, at=now)


def test_who_was_out_before_stays_out(world, noa, now, run_jobs):
    suspend(world["spammer"], by=noa, at=now, reason="Before.")
    clear(world["spammer"], by=noa, at=now, reason=WHY)
    undo_clearing(world["spammer"], by=noa, at=now)
    run_jobs()
    assert not again(world["spammer"].account).is_active


def test_turned_round_half_way_it_comes_back_whole(world, noa, now, run_jobs, monkeypatch):
    before = snapshot()
    clearing = clear(world["spammer"], by=noa, at=now, reason=WHY)
    first = sweeps.every_sweep()[0]
    assert first.take(clearing) == 1
    undo_clearing(world["spammer"], by=noa, at=now)
    run_jobs()  # the job of the clearing finds that it was turned round
    after = snapshot()
    assert {label: rows for label, rows in before.items() if after[label] != rows} == {}


def test_killed_and_run_again_it_goes_on(world, noa, now, run_jobs):
    clearing = clear(world["spammer"], by=noa, at=now, reason=WHY)
    for sweep in sweeps.every_sweep()[:3]:
        sweep.take(clearing)
    run_jobs()
    clear_away.func(clearing.pk)
    assert Clearing.objects.get().finished_at is not None
    assert all(not sweep.waiting(world["spammer"].pk).exists() for sweep in sweeps.every_sweep())


def test_after_30_days_it_is_destroyed(world, noa, now, run_jobs):
    then = now - timedelta(days=31)
    clear(world["spammer"], by=noa, at=then, reason=WHY)
    run_jobs()
    purge(at=now)
    purge_cleared.func()
    destroy_let_go.func()
    person = again(world["spammer"])
    assert (person.about, person.says, person.picture_id, person.hidden) == ("", "", None, True)
    assert SPAM not in repr(
        [rows for label, rows in snapshot().items() if label.startswith(("people.", "conversations."))]
    )
    assert not StoredFile.objects.filter(uploader_id=person.pk).exists()
    assert not world["file"].path.exists()
    assert not again(person.account).is_active
    with pytest.raises(Refused, match="gone for good"):
        undo_clearing(person, by=noa, at=now)


def test_within_30_days_nothing_is_destroyed(world, noa, now, run_jobs):
    clear(world["spammer"], by=noa, at=now - timedelta(days=29), reason=WHY)
    run_jobs()
    purge_cleared.func()
    assert Clearing.objects.get().purged_at is None
    assert StoredFile.objects.filter(uploader_id=world["spammer"].pk).count() == 3


def test_whom_nobody_destroys_by_mistake(noa, now):
    wanjiru = cast.member()
    for person, words in (
        (noa, "yourself"),
        (cast.unclaimed(), "Nobody signs in"),
        (cast.member("Joseph Otieno"), "role"),
    ):
        with pytest.raises(Refused, match=words):
            clear(person, by=noa, at=now, reason=WHY)
    set_level(wanjiru, level=Level.KNOWN, by=noa, at=now, reason="Helps everybody.")
    with pytest.raises(Refused, match="Only an operator"):
        clear(Person.objects.get(pk=wanjiru.pk), by=noa, at=now, reason=WHY)
    with pytest.raises(NotAllowed):
        clear(wanjiru, by=cast.member("Shira Ben-Ami"), at=now, reason=WHY)
    assert clear(Person.objects.get(pk=wanjiru.pk), by=cast.member("Ethan Brooks"), at=now, reason=WHY).pk
    assert Clearing.objects.count() == 1


def test_a_developer_of_one_product_has_a_role_too(noa, now):
    wanjiru = cast.member()
    grant(wanjiru, role="developer", scope="product", scope_id=cast.product().pk, by=noa, at=now)
    with pytest.raises(Refused, match="role"):
        clear(Person.objects.get(pk=wanjiru.pk), by=noa, at=now, reason=WHY)


def test_without_a_reason_or_a_yes_nothing_happens(as_noa, noa, now):
    wanjiru = cast.member()
    for sent in ({"reason": WHY}, {"reason": " ", "sure": "on"}):
        answer = as_noa.post("/manage/members/wanjiru/clear/", sent)
        assert answer.status_code == 400
    with pytest.raises(Refused):
        clear(wanjiru, by=noa, at=now, reason=" ")
    with pytest.raises(Conflict):
        undo_clearing(wanjiru, by=noa, at=now)
    assert not Clearing.objects.exists()


def test_twice_is_once(as_noa, noa, now, run_jobs):
    wanjiru = cast.member()
    clear(wanjiru, by=noa, at=now, reason=WHY)
    with pytest.raises(Refused):
        clear(again(wanjiru), by=noa, at=now, reason=WHY)
    undo_clearing(wanjiru, by=noa, at=now)
    assert clear(again(wanjiru), by=noa, at=now, reason=WHY).pk


def test_moderators_see_no_way_to_it(signed_in):
    cast.member()
    joseph = signed_in(cast.member("Joseph Otieno"))
    assert "/clear/" not in joseph.get("/manage/members/wanjiru/standing/").content.decode()
    assert joseph.get("/manage/members/wanjiru/clear/").status_code == 403


def test_by_the_api(world, as_noa, run_jobs):
    url = "/api/v1/people/simon/clearing"
    answer = as_noa.put(url, {"reason": WHY}, content_type="application/json")
    assert (answer.status_code, answer.json()["state"]) == (200, "going")
    run_jobs()
    told = as_noa.get(url).json()
    assert (told["state"], told["done"]) == ("gone", told["total"])
    assert as_noa.delete(url).json()["state"] == "returning"
    run_jobs()
    assert as_noa.get(url).json()["state"] == "back"
    assert as_noa.delete(url).status_code == 409


def test_many_go_in_steps(noa, now, run_jobs, monkeypatch):
    monkeypatch.setattr("trialogue.hub.conversations.clearing.STEP", 2)
    spammer, topic = cast.member("Simon Pam"), cast.question(noa, at=now)
    for _ in range(5):
        cast.reply(topic, spammer, SPAM, at=now)
    clear(spammer, by=noa, at=now, reason=WHY)
    run_jobs()
    clearing = Clearing.objects.get()
    assert (clearing.done, clearing.total) == (5, 5)
    assert again(topic.conversation).post_count == 1
