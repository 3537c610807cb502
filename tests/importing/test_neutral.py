"""A community in the neutral format, brought along as an operator does."""

import gzip
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from django.core.management import CommandError, call_command
from PIL import Image
from tests import cast

from trialogue.core.audiences import STAFF
from trialogue.core.files import StoredFile
from trialogue.hub.conversations.models import Conversation, OldAddress, Post
from trialogue.hub.forum.models import Category, Solution, Topic
from trialogue.people.persons import Identity, Person

pytestmark = pytest.mark.django_db
OPERATOR = Path(__file__).resolve().parents[2] / "docs" / "operator"
EXAMPLE = OPERATOR / "neutral-example.jsonl"


def topic(key="t1", **more):
    return {
        "type": "topic",
        "key": key,
        "title": "A title",
        "category": "c",
        "created_at": "2015-03-01T10:00:00Z",
        **more,
    }


def post(key="p1", of="t1", **more):
    return {"type": "post", "key": key, "topic": of, "created_at": "2015-03-01T10:00:00Z", "body": "Said.", **more}


def lines(path, *rows):
    text = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def neutral(tmp_path):
    def run(path, **options):
        out, code, report = io.StringIO(), 0, tmp_path / "report.json"
        try:
            call_command("import_neutral", str(path), stdout=out, report=report, **options)
        except SystemExit as left:
            code = left.code
        return code, json.loads(report.read_text(encoding="utf-8"))

    return run


def test_the_example_comes_as_it_says(neutral):
    code, report = neutral(EXAMPLE)
    assert (code, report["problems"]) == (0, [])
    assert report["came"] == {
        "accepted answers": 1, "categories": 1, "likes": 3, "people": 2, "posts": 2, "topics": 1,
    }  # fmt: skip
    made, (first, second) = Topic.objects.get(), Post.objects.order_by("number")
    assert (made.title, made.kind, made.solved, made.category.name) == (
        "How do I turn it?",
        "question",
        True,
        "Support",
    )
    assert (made.conversation.language, made.conversation.starter.name) == ("en", "Ada Lovelace")
    assert (first.html, first.author.handle) == ('<p dir="auto">With <strong>which</strong> hand?</p>\n', "ada")
    assert (second.html, second.reply_to_number, second.imported_thanks) == (
        '<p dir="auto">With the <em>crank</em>.</p>', 1, 3,
    )  # fmt: skip
    assert second.created_at == datetime(2015, 3, 1, 10, 30, tzinfo=UTC)
    assert Solution.objects.get().post == second
    assert Identity.objects.filter(kind="neutral:neutral").count() == 2
    assert not any(person.is_claimed for person in Person.objects.all())


def test_the_example_is_what_the_schema_says():
    schema = json.loads((OPERATOR / "neutral.schema.json").read_text(encoding="utf-8"))
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        jsonschema.validate(json.loads(line), schema)


def test_a_second_run_adds_nothing_and_brings_what_is_new(neutral, tmp_path):
    first = lines(tmp_path / "a.jsonl", topic(), post())
    neutral(first)
    before = (Post.objects.count(), Person.objects.count(), Category.objects.count())
    code, report = neutral(lines(tmp_path / "b.jsonl", topic(), post(), topic("t2"), post("p9", of="t2")))
    assert (code, report["here_already"], report["came"]) == (0, {"topics": 1}, {"posts": 1, "topics": 1})
    assert (Post.objects.count(), Person.objects.count(), Category.objects.count()) == (before[0] + 1, *before[1:])


def test_a_dry_run_writes_nothing(neutral):
    code, report = neutral(EXAMPLE, dry_run=True)
    assert (code, report["came"]["topics"], report["dry_run"]) == (0, 1, True)
    assert (Topic.objects.count(), Person.objects.count(), Category.objects.count()) == (0, 0, 0)


def test_packed_it_comes_too(neutral, tmp_path):
    packed = tmp_path / "community.jsonl.gz"
    packed.write_bytes(gzip.compress(EXAMPLE.read_bytes()))
    assert neutral(packed)[1]["came"]["posts"] == 2


def test_posts_are_numbered_by_time_whatever_the_order_of_lines(neutral, tmp_path):
    late = post("late", created_at="2015-03-03T10:00:00+02:00", body="second", reply_to="early")
    neutral(lines(tmp_path / "a.jsonl", topic(), late, post("early", body="first")))
    assert [(row.number, row.source, row.reply_to_number) for row in Post.objects.order_by("number")] == [
        (1, "first", None), (2, "second", 1),
    ]  # fmt: skip
    assert Conversation.objects.get().last_post_at == datetime(2015, 3, 3, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "line 3: is not JSON"),
        ("[1]", "line 3: is no object"),
        ({"type": "vote"}, 'line 3: has the type "vote", which is none of head, person, category, topic, post'),
        ({"type": "head", "format": "x"}, "line 3: is not trialogue-neutral version 1"),
        (
            post("p2", created_at="2015-03-01T10:00:00"),
            "line 3: has a created_at without time zone, or out of our time",
        ),
        (post("p2", created_at="yesterday"), "line 3: has a wrong created_at"),
        (post("p2", body=7), "line 3: has a wrong body"),
        (post("p2", thanks=-1), "line 3: has a wrong thanks"),
        (post("p2", format="bbcode"), "line 3: has a format that is none of markdown, html, text"),
        (
            post("p2", addresses=["https://x.example/"]),
            "line 3: has a wrong addresses: each begins with / and says no host",
        ),
        (post("p2", of="t9"), "line 3: does not follow its topic t9; left out"),
        (post("p1"), "line 3: is post p1 a second time; left out"),
        (topic("t2"), "topic t2: has no post"),
    ],
)
def test_what_cannot_be_taken_is_named_and_the_rest_comes(neutral, tmp_path, line, why):
    code, report = neutral(lines(tmp_path / "a.jsonl", topic(), post(), line))
    assert code == 1
    assert [problem[: len(why)] for problem in report["problems"]] == [why]
    assert (Topic.objects.count(), Post.objects.count()) == (1, 1)


def test_script_does_not_pass_in_any_format(neutral, tmp_path):
    bad = "<script>alert(1)</script><b onclick=x>b</b> <img src=https://x.example/p.png>"
    rows = [post(f, format=f, body=bad) for f in ("markdown", "html", "text")]
    neutral(lines(tmp_path / "a.jsonl", topic(), *rows))
    for row in Post.objects.all():
        assert "<script" not in row.html
        assert "onclick=" not in row.html.replace("&lt;b onclick=x&gt;", "")
        assert 'src="https' not in row.html


def test_files_hang_on_their_posts_and_pictures_are_drawn_anew(neutral, tmp_path):
    files = tmp_path / "all" / "files" / "2015"
    files.mkdir(parents=True)
    Image.new("RGB", (8, 6), "teal").save(files / "plan.png")
    (files / "notes.txt").write_text("Notes.", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("outside", encoding="utf-8")
    named = [{"path": "2015/plan.png"}, {"name": "notes.txt", "path": "2015/notes.txt"}, {"path": "../../secret.txt"}]
    lines(tmp_path / "all" / "community.jsonl", topic(), post(body="See ![it](file:2015/plan.png)", files=named))
    code, report = neutral(tmp_path / "all")
    assert (code, report["came"]["files"]) == (0, 2)
    assert report["lost_or_changed"]["files that are not there"] == 1
    shown, (notes, plan) = Post.objects.get().html, StoredFile.objects.order_by("name")
    assert f'src="{plan.get_absolute_url()}"' in shown
    assert f'href="{notes.get_absolute_url()}"' in shown
    assert (plan.audience_id, plan.width) == (1, 8)


def test_a_topic_for_staff_is_seen_by_staff(neutral, tmp_path, client):
    neutral(lines(tmp_path / "a.jsonl", topic(audience="staff"), post()))
    assert Conversation.objects.get().audience_id == STAFF
    assert client.get(Topic.objects.get().get_absolute_url()).status_code == 404


def test_old_addresses_lead_on_for_good(neutral, client):
    neutral(EXAMPLE)
    made = Topic.objects.get().get_absolute_url()
    led = client.get("/viewtopic.php?t=12")
    assert (led.status_code, led.headers["Location"]) == (301, made)
    assert client.get("/viewtopic.php?p=31").headers["Location"] == f"{made}#post-2"
    assert client.get("/viewtopic.php?t=13").status_code == 404


def test_an_old_address_tells_nobody_of_what_they_may_not_see(neutral, tmp_path, client):
    neutral(lines(tmp_path / "a.jsonl", topic(audience="staff", addresses=["/old/qqq1"]), post()))
    hidden, nothing = client.get("/old/qqq1"), client.get("/old/qqq2")
    assert (hidden.status_code, nothing.status_code) == (404, 404)
    assert hidden.content.replace(b"qqq1", b"qqq2") == nothing.content
    client.force_login(cast.member("Joseph Otieno").account)
    assert client.get("/old/qqq1").status_code == 301


@pytest.mark.parametrize("strange", ["/%00", "/old/%00/7", "/%ff%fe", "/" + "9" * 300, "/a?b=%00"])
def test_a_strange_address_is_not_found(client, strange):
    assert client.get(strange).status_code == 404


def test_an_address_stays_with_what_had_it_first(neutral, tmp_path):
    same = ["/showthread.php?1"]
    neutral(
        lines(tmp_path / "a.jsonl", topic(addresses=same), post(), topic("t2", addresses=same), post("p2", of="t2"))
    )
    assert OldAddress.objects.get().conversation.topic == Topic.objects.order_by("pk").first()


def test_where_there_is_nothing_to_read(neutral, tmp_path):
    with pytest.raises(CommandError, match="There is nothing at"):
        call_command("import_neutral", str(tmp_path / "none"))
    assert neutral(lines(tmp_path / "empty.jsonl"))[1]["problems"] == ["empty.jsonl: holds no topic"]
