"""Telling survives being interrupted anywhere: run again, it goes on; nobody is told twice, nobody is left out."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from tests import cast
from tests.releases.scenes import Scene, landed

from trialogue.core.activity.models import Event
from trialogue.hub.forum import actions as forum
from trialogue.hub.releases import telling
from trialogue.hub.releases.models import Release, Told
from trialogue.hub.releases.words import Story
from trialogue.people.notices import telling as notices
from trialogue.people.notices.models import Letter, Notice

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

NAMES = ("Joseph Otieno", "Karen Whitfield", "Claire Fontaine", "Ravi Kulkarni", "Amina Odhiambo")


class PowerCut(Exception):
    """Stands for whatever ends a process."""


@pytest.fixture
def crowd(run_jobs, monkeypatch) -> Scene:
    """Seven people wait, and a chunk is two."""
    monkeypatch.setattr(notices, "CHUNK", 2)
    monkeypatch.setattr(telling, "CHUNK", 2)
    scene = landed()
    for name in NAMES:
        forum.same_here(scene.topic, by=cast.member(name), at=cast.AT)
    run_jobs()
    mail.outbox.clear()
    return scene


def later():
    return timezone.now() + timedelta(hours=2)


def each_once() -> None:
    people = sorted([*NAMES, "Tamar Levi", "Wanjiru Kamau"])
    assert sorted(Notice.objects.filter(verb="release.brings").values_list("person__name", flat=True)) == people
    assert sorted(Told.objects.values_list("person__name", flat=True)) == people
    assert sorted(m.to[0] for m in mail.outbox) == sorted(f"{name.split()[0].lower()}@example.org" for name in people)
    assert Release.objects.get().told_count == len(people)
    assert Event.objects.filter(verb="release.told").count() == 1
    assert Event.objects.filter(verb="ticket.released").count() == 2  # on the ticket and on the topic


def cut_at(monkeypatch, owner, name, call):
    """Lets this function end the process at its `call`-th call, once."""
    whole, calls = getattr(owner, name), []

    def cutting(*args, **kwargs):
        calls.append(args)
        if len(calls) == call:
            raise PowerCut
        return whole(*args, **kwargs)

    monkeypatch.setattr(owner, name, cutting)


def test_uninterrupted(crowd, run_jobs):
    crowd.release()
    run_jobs()
    each_once()


@pytest.mark.parametrize("call", [1, 2, 3, 4, 7])
def test_cut_between_chunk_and_chunk(crowd, run_jobs, monkeypatch, call):
    cut_at(monkeypatch, Story, "words_for", call)
    crowd.release()
    with pytest.raises(PowerCut):
        run_jobs()
    # What was said so far was said to whole chunks.
    assert Notice.objects.filter(verb="release.brings").count() == (call - 1) // 2 * 2
    run_jobs(at=later())
    each_once()


@pytest.mark.parametrize("step", ["_write_rows", "tell", "_note_told", "_note_on_tickets"])
def test_cut_between_the_steps(crowd, run_jobs, monkeypatch, step):
    cut_at(monkeypatch, telling, step, 1)
    crowd.release()
    with pytest.raises(PowerCut):
        run_jobs()
    run_jobs(at=later())
    each_once()


def test_run_three_times(crowd, run_jobs):
    crowd.release()
    event = Event.objects.get(verb="release.published")
    for _again in range(3):
        telling.tell_who_asked(event)
    run_jobs()
    each_once()


def test_letters_written_but_not_sent_are_sent_once(crowd, run_jobs):
    crowd.release()
    telling.tell_who_asked(Event.objects.get(verb="release.published"))
    assert Letter.objects.filter(sent_at=None).count() == 7
    run_jobs()
    run_jobs(at=later())
    each_once()
    assert Letter.objects.filter(sent_at=None).count() == 0
