"""What changed in a post: right, quick whatever was written, a page at a time, for members."""

import random
import time

import pytest
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import room, text_of

from trialogue.core import limits
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.differences import passages, words

BYTES = limits.POST_BYTES
DICE = random.Random(7)
WORST = {
    "one letter a line": ("a\n" * (BYTES // 2), "b\na\n" * (BYTES // 4)),
    "two letters shuffled": tuple("".join(DICE.choices(["a\n", "b\n"], k=BYTES // 2)) for _ in range(2)),
    "all lines different": tuple("".join(f"{n * 2 + odd}\n" for n in range(5000)) for odd in (0, 1)),
    "empty lines": ("\n" * (BYTES - 1) + "x", "x" + "\n" * (BYTES - 1)),
    "turned round": ("".join(f"{n}\n" for n in range(5000)), "".join(f"{n}\n" for n in range(5000, 0, -1))),
    "every second line new": ("k\n" * 8000, "k\nn\n" * 8000),
}


@pytest.fixture
def here(db):
    return room()


def door(post, query=""):
    return reverse("post-history", args=[post.conversation_id, post.number]) + query


def edited(here, *sources):
    for source in sources:
        actions.edit_post(here.answer, source=source, seen_version=here.answer.version, by=here.helper, at=cast.AT)


def told(old, new):
    sign = {"": " ", "add": "+", "del": "-", "skip-lines": "~"}
    return [f"{sign[line.kind]}{line.text or line.left_out}" for line in passages(old, new)]


def test_lines_that_came_and_went():
    assert told("one\ntwo", "one\nthree") == [" one", "-two", "+three"]
    assert told("", "new") == ["+new"]
    assert told("old", "") == ["-old"]
    assert told("a\nb\nc\nd", "a\nc\nd\ne") == [" a", "-b", " c", " d", "+e"]
    assert told("same", "same") == [" same"]


def test_words_that_came_and_went():
    kinds = [(each.kind, each.text) for each in words("take the full date", "take a full date")]
    assert kinds == [
        ("", "take"), ("", " "), ("del", "the"), ("add", "a"), ("", " "), ("", "full"), ("", " "), ("", "date")
    ]  # fmt: skip
    assert [each.kind for each in words("nothing alike", "other words here")] == ["del", "add"]


def test_long_runs_are_left_out():
    many = "\n".join("abcdefghij")
    assert told(many, many + "\nnew") == ["~8", " i", " j", "+new"]


def said(lines, sign, whole):
    """One of the two texts, read out of the difference; what was left out is taken from the text itself."""
    read = []
    for line in lines:
        if line.left_out:
            read += whole[len(read) : len(read) + line.left_out]
        elif line.kind in ("", sign):
            read.append(line.text)
    return read


@pytest.mark.parametrize("seed", range(40))
def test_both_texts_can_be_read_out_of_it(seed):
    dice = random.Random(seed)
    old, new = (dice.choices("abcd", k=dice.randrange(30)) for _ in range(2))
    lines = passages("\n".join(old), "\n".join(new))
    assert said(lines, "del", old) == old
    assert said(lines, "add", new) == new


@pytest.mark.slow
@pytest.mark.parametrize("name", WORST)
def test_the_worst_texts_cost_little(client, here, name):
    edited(here, *(text[:BYTES] for text in WORST[name]))
    client.force_login(here.asker.account)
    client.get(door(here.answer))
    begun = time.process_time()
    assert client.get(door(here.answer)).status_code == 200
    assert time.process_time() - begun < 1


def test_ten_versions_a_page(client, here):
    edited(here, *(f"Text {n}" for n in range(1, 14)))
    client.force_login(here.asker.account)
    first = text_of(client.get(door(here.answer)))
    assert [f"Version {n}</h2>" in first for n in (14, 5, 4)] == [True, True, False]
    assert "?before=4" in first
    second = text_of(client.get(door(here.answer, "?before=4")))
    assert [f"Version {n}</h2>" in second for n in (5, 4, 2)] == [False, True, True]
    assert "<del>Text <mark>2</mark></del></div><div" in second
    assert "<ins>Text <mark>3</mark></ins>" in second


def test_the_api_gives_the_same_to_the_same(client, here):
    edited(here, *(f"Text {n}" for n in range(1, 14)))
    address = f"/api/v1/posts/{here.answer.pk}/revisions"
    assert client.get(address).status_code == 401
    client.force_login(here.asker.account)
    first = client.get(address).json()
    assert [row["version"] for row in first["items"]] == list(range(1, 11))
    second = client.get(f"{address}?after={first['next']}").json()
    assert [row["source"] for row in second["items"]] == ["Text 10", "Text 11", "Text 12"]
    actions.remove_post(here.answer, by=here.helper, at=cast.AT)
    assert client.get(address).status_code == 404
