"""Archives that are broken, or made to do harm: a plain line each, and the rest goes on."""

import gzip
import io
import json
import tarfile
import time

import pytest
from tests.importing.archive import folder, packed, post, topic

from trialogue.hub.conversations.models import Post
from trialogue.hub.forum.models import Topic
from trialogue.hub.front.importing.discourse import reader
from trialogue.hub.front.importing.discourse.markup import ours
from trialogue.hub.front.importing.discourse.surroundings import Surroundings

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def broken(bring, tmp_path, data, name="posts/json/b.9.json"):
    """One broken file between two good topics: how it is told."""
    told = bring(packed(tmp_path / "a.tgz", topic(1), **{name: data}))
    assert Topic.objects.count() == 1
    assert told.code == 1
    return told.problems


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"id": 9, "post_stream', "is not JSON (Unterminated string starting at: line 1 column 11 (char 10))"),
        (b"", "is not JSON (Expecting value: line 1 column 1 (char 0))"),
        (json.dumps(topic(9, title="é"), ensure_ascii=False).encode("latin-1"), "is not written in UTF-8"),
        (b"[" * 200_000, "is nested too deeply"),
        (json.dumps(topic(9, archetype="private_message")).encode(), "is a private message; left out"),
        (json.dumps(topic(9, deleted_at="2016-01-01T00:00:00Z")).encode(), "was deleted; left out"),
        (json.dumps(topic(9, post_stream={"posts": []})).encode(), "has no posts"),
        (json.dumps(topic(9, post_stream=[])).encode(), "has a wrong post_stream"),
        (json.dumps({**topic(9), "id": "9"}).encode(), "has a wrong id"),
        (json.dumps(topic(9, created_at="yesterday")).encode(), "has a wrong created_at"),
        (json.dumps(topic(9, category_id=10**30)).encode(), "has a wrong category_id"),
        (b'{"id": ' + b"9" * 6000 + b', "post_stream": {}}', "is not JSON"),
        (json.dumps(topic(1)).encode(), "is topic 1 a second time; left out"),
    ],
)
def test_a_broken_file_is_told_of(bring, tmp_path, data, why):
    (told,) = broken(bring, tmp_path, data)
    assert told.startswith(f"posts/json/b.9.json: {why}")


def test_a_broken_post_is_left_out_and_the_others_come(bring, tmp_path):
    rows = [
        post(1),
        "nonsense",
        post(3, cooked=7),
        post(4),
        post(4),
        {**post(5), "post_number": 10**12},
        {**post(6), "id": True},
    ]
    told = bring(folder(tmp_path / "a", {**topic(1), "post_stream": {"posts": rows}}))
    assert list(Post.objects.order_by("number").values_list("number", flat=True)) == [1, 4]
    assert [line.partition(": ")[2] for line in told.problems] == [
        "post 2 is no object; left out",
        "post 3 has a wrong cooked; left out",
        "has two posts 4; the second is left out",
        "post 6 has a wrong post_number; left out",
        "post 7 has a wrong id; left out",
    ]


def test_json_that_is_no_topic_is_counted(bring, tmp_path):
    told = bring(
        packed(tmp_path / "a.tgz", topic(1), **{"site.json": b"{}", "list.json": b"[]", "posts/._x.json": b"\0"})
    )
    assert (told.lost["JSON files that are no topics"], told.code) == (2, 0)


def test_half_an_archive_brings_what_is_there_and_the_whole_one_the_rest(bring, tmp_path):
    topics = [topic(number, post(1, f"<p>{time.monotonic_ns() ** number}</p>")) for number in range(1, 40)]
    whole = packed(tmp_path / "a.tgz", *topics)
    half = tmp_path / "half.tgz"
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    told = bring(half)
    assert "breaks off" in told.problems[-1]
    assert told.code == 1
    assert 0 < Topic.objects.count() < 39
    assert bring(whole).code == 0
    assert Topic.objects.count() == 39


@pytest.mark.parametrize("name", ["../../etc/b.json", "/tmp/b.json", "posts/../../b.json"])
def test_names_that_lead_out(bring, tmp_path, name):
    assert broken(bring, tmp_path, json.dumps(topic(9)).encode(), name) == [
        f"{name}: leads out of the archive; left out"
    ]


def test_links_that_lead_out(bring, tmp_path):
    secret = tmp_path / "secret.json"
    secret.write_text(json.dumps(topic(9)), encoding="utf-8")
    place = folder(tmp_path / "a", topic(1))
    (place / "posts" / "s.json").symlink_to(secret)
    assert bring(place).problems == ["posts/s.json: leads out of the folder; left out"]
    link = tarfile.TarInfo("s.json")
    link.type, link.linkname = tarfile.SYMTYPE, str(secret)
    with tarfile.open(tmp_path / "b.tar", "w") as tar:
        tar.addfile(link)
    assert bring(tmp_path / "b.tar").problems == ["s.json: leads out of the archive; left out"]


def test_a_huge_file_is_left_out(bring, tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "FILE_BYTES", 2 * 1024**2)
    assert broken(bring, tmp_path, b" " * 3 * 1024**2) == [
        "posts/json/b.9.json: is 3 MB, more than the 2 MB of a topic; left out"
    ]


def test_a_bomb_is_stopped(bring, tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "ALLOWANCE", 1024**2)
    (told,) = broken(bring, tmp_path, b" " * 30 * 1024**2, "posts/zeros.bin")
    assert told == "a.tgz: unpacks to far more than an archive of text; stopped there"


def test_a_header_made_to_fill_the_memory(bring, tmp_path):
    header = tarfile.TarInfo("././@LongLink")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 4 * 1024**3
    with gzip.open(tmp_path / "a.tgz", "wb") as file:
        file.write(header.tobuf())
        file.write(bytes(100_000))
    assert bring(tmp_path / "a.tgz").problems == ["a.tgz: unpacks to far more than an archive of text; stopped there"]


def test_what_is_no_archive(bring, tmp_path):
    (tmp_path / "a.zip").write_bytes(b"PK\3\4" + bytes(5000))
    assert "is no tar archive" in bring(tmp_path / "a.zip").problems[0]
    (tmp_path / "empty").mkdir()
    assert bring(tmp_path / "empty").problems == ["empty: holds no topic of a Discourse archive"]


def test_names_that_would_write_on_the_terminal(bring, tmp_path):
    (told,) = broken(bring, tmp_path, b"{", "posts/\x1b[2J\n.json")
    assert told.startswith("posts/?[2J?.json: ")


MANY = 19_000
TANGLES = {
    "unclosed": "<b id=x><p>" * (MANY // 2),
    "nested": "<div>" * MANY,
    "tables": "<table><tr><td>" * (MANY // 3),
    "misnested": "<a href=/x><div>" * (MANY // 4) + "</a>" * (MANY // 4),
    "open attributes": '<a "' * MANY + "x" * 100_000,
    "brackets": "<" * 290_000,
    "ampersands": "&" * 290_000,
    "comments": "<!--" * MANY,
    "scripts": "<script>" * MANY,
    "quotes": '<aside class="quote"><blockquote>' * (MANY // 2),
    "spoilers": '<p><span class="spoiler">x' * (MANY // 2),
    "bracketed quotes": "<p>" + "[quote]" * 20_000 + "[/quote]" * 20_000,
    "half bracketed": "[quote=" * 40_000,
    "slow colours": '<pre><code class="lang-perl">'
    + "s{" * 2_900
    + "</code></pre>"
    + '<pre><code class="lang-perl">s{</code></pre>' * 4_000,
    "too much": "<p>" * 100_000,
}


@pytest.mark.parametrize("cooked", TANGLES.values(), ids=TANGLES)
def test_markup_cannot_hang_or_grow(cooked):
    began = time.process_time()
    html = ours(cooked, Surroundings("old"))
    assert time.process_time() - began < 5
    assert len(html) < 30 * len(cooked)
    assert io.StringIO(html).read(1) in ("", "<")
