"""Stopped in the middle, it goes on where it was."""

import io
from datetime import UTC, datetime

import pytest
from tests.importing.archive import folder, packed, post, topic

from trialogue.hub.conversations.models import Post
from trialogue.hub.forum.models import Category, Topic
from trialogue.hub.front.importing.discourse.run import bring
from trialogue.hub.front.progress import Progress

pytestmark = pytest.mark.django_db
AT = datetime(2026, 9, 3, tzinfo=UTC)


def clock_that_stops(after):
    """Ctrl-C at the n-th look at the clock."""
    looks = iter(range(after))

    def look():
        if next(looks, None) is None:
            raise KeyboardInterrupt
        return 0.0

    return look


def test_interrupted_it_keeps_whole_topics_and_the_next_run_ends_it(tmp_path):
    archive = folder(
        tmp_path / "a", *(topic(number, post(1), post(2, '<a href="/t/9">9</a>')) for number in range(1, 10))
    )
    report = bring(archive, source="old", at=AT, progress=Progress(io.StringIO(), clock_that_stops(15)))
    came = Topic.objects.count()
    assert report.interrupted
    assert 0 < came < 9
    assert Post.objects.count() == 2 * came
    assert Category.objects.get().topic_count == came
    assert "Run the same command again" in report.lines()[-1]
    bring(archive, source="old", at=AT, progress=Progress(io.StringIO(), lambda: 0.0))
    assert Post.objects.count() == 18
    assert Category.objects.get().topic_count == 9
    ninth = Topic.objects.get(pk=Topic.objects.order_by("pk").last().pk).get_absolute_url()
    assert Post.objects.filter(number=2, html__contains=f'href="{ninth}"').count() == 9


def test_a_terminal_sees_a_bar_and_a_file_sees_lines(tmp_path):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    seconds = iter(range(0, 10_000, 20))
    archive = packed(tmp_path / "a.tgz", *(topic(number) for number in range(1, 5)))
    for out, sign in ((Terminal(), "\r[#######....................."), (io.StringIO(), "Bringing topics: 1 of 4\n")):
        bring(archive, source=str(len(sign)), at=AT, progress=Progress(out, lambda: float(next(seconds))))
        assert sign in out.getvalue()
