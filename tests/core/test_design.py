"""What pages are made of says what it should, and nothing people wrote becomes markup."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation

from trialogue.core.design import icons, loop, meters, moments, people, sheet, states

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@dataclass
class Speaker:
    name: str = "Noa <b>Peled</b>"
    initials: str = "NP"
    voice: str = "steward"
    byline_text: str = ""
    picture_url: str = ""

    def get_absolute_url(self) -> str:
        return "/people/noa/"


@pytest.mark.parametrize(
    ("before", "words", "brief"),
    [
        (timedelta(seconds=20), "just now", "0 min"),
        (timedelta(minutes=1), "1 minute ago", "1 min"),
        (timedelta(minutes=12), "12 minutes ago", "12 min"),
        (timedelta(hours=5), "5 hours ago", "5 h"),
        (timedelta(days=3), "Tuesday 12:00", "Tue"),
        (timedelta(days=78), "3 September", "3 Sep"),
        (timedelta(days=500), "8 July 2025", "8 Jul 2025"),
        (timedelta(days=-20), "10 December", "10 Dec"),
    ],
)
def test_a_moment_is_said_as_one_would_say_it(before, words, brief):
    at = NOW - before
    assert moments.words(at, now=NOW) == words
    assert moments.brief(at, now=NOW) == brief


def test_a_moment_carries_the_exact_time_and_zone():
    drawn = moments.moment(datetime(2026, 9, 3, 9, 14, tzinfo=UTC), now=NOW)
    assert drawn == '<time datetime="2026-09-03T09:14+00:00" title="3 September 2026, 09:14 UTC">3 September</time>'
    assert moments.moment(None) == ""


def test_a_person_is_a_shape_a_name_and_a_voice():
    noa = Speaker()
    assert people.avatar(noa, "s") == '<span class="avatar steward s" aria-hidden="true">NP</span>'
    assert people.byline(noa) == (
        '<div class="byline"><a class="name" href="/people/noa/"><bdi>Noa &lt;b&gt;Peled&lt;/b&gt;</bdi></a>'
        '<span class="voice steward"><bdi>cares for it</bdi></span></div>'
    )


def test_somebody_who_left_has_no_link():
    assert people.byline(None) == '<div class="byline"><span class="name">Somebody who has left</span></div>'


def test_hostile_initials_and_pictures_stay_text():
    assert "<script" not in people.avatar(Speaker(initials="<script>"))
    assert 'src="&quot;&gt;&lt;img"' in people.avatar(Speaker(picture_url='"><img'))


@pytest.mark.parametrize("slug", states.STATES)
def test_every_state_has_glyph_tone_and_word(slug):
    drawn = states.state_mark(slug)
    assert f'data-s="{slug}"' in drawn
    assert '<svg class="glyph"' in drawn
    assert str(states.STATES[slug][1]) in drawn


def test_an_icon_lucide_does_not_have_is_an_error():
    assert icons.icon("bell").startswith('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path')
    with pytest.raises(KeyError):
        icons.icon("no-such-icon")


def _way(*reached: str) -> list[loop.Station]:
    days = {"ticket": 2, "change": 19, "released": 20, "told": 0}
    return [
        loop.Station(
            kind, "done" if kind in reached else "next", at=date(2026, 9, 3), days_since_previous=days.get(kind)
        )
        for kind in loop.KINDS
    ]


@pytest.mark.parametrize(
    ("reached", "headline"),
    [
        (["asked"], "Asked, and not yet a ticket."),
        (["asked", "ticket"], "It has become a ticket."),
        (["asked", "ticket", "change"], "Being built."),
        (list(loop.KINDS), "From question to release in 41 days."),
    ],
)
def test_the_loop_says_where_it_stands(reached, headline):
    assert loop.headline(_way(*reached)) == headline


def test_what_is_released_at_once_took_no_days():
    way = [replace(station, days_since_previous=0) for station in _way(*loop.KINDS)]
    assert loop.headline(way) == "From question to release on the same day."


def test_the_line_between_two_stations_tells_the_days():
    assert [gap for _station, gap in loop.strip_rows(_way(*loop.KINDS))] == [
        "2 days",
        "19 days",
        "20 days",
        "same day",
        "",
    ]
    assert [gap for _station, gap in loop.strip_rows(_way("asked"))] == [""] * 5


def test_the_loop_in_small_says_its_station_in_words():
    drawn = loop.loop_small("change")
    assert 'aria-label="Has come as far as: Change"' in drawn
    assert (drawn.count(' is"'), drawn.count('class="on"')) == (3, 2)


def test_progress_of_nothing_is_nothing():
    assert 'class="done" width="0.0%"' in meters.meter(0, 0, 0, "nothing yet")


def test_the_strip_is_a_list_one_can_read_without_the_drawing():
    drawn = Template("{% load design %}{% loop_strip way %}").render(Context({"way": _way("asked")}))
    assert drawn.count("<li") == 5
    assert drawn.count("still ahead") == 4


def test_form_keys_differ():
    keys = {Template("{% load design %}{% form_key %}").render(Context()) for _ in range(3)}
    assert len(keys) == 3


def test_the_sheet_is_one_file_in_layers_without_addresses_elsewhere(settings, tmp_path):
    settings.DATA = tmp_path
    text = (sheet.build() / sheet.SHEET).read_text(encoding="utf-8")
    assert text.startswith("@layer reset, tokens, base, layout, components, screens, utilities, print;")
    assert "http" not in text.replace('href^="http"', "")


def test_words_of_time_follow_the_language():
    with translation.override("he"):
        assert moments.words(NOW - timedelta(days=3), now=NOW) != "Tuesday 12:00"
