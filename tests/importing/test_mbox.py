"""A mailing list's archive, brought along as an operator does."""

import gzip
import io
import json
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from trialogue.core.files import StoredFile
from trialogue.hub.conversations.models import Post
from trialogue.hub.forum.models import Topic
from trialogue.hub.front.importing.mbox.letters import Head
from trialogue.hub.front.importing.mbox.threads import plain, threads
from trialogue.people.persons import Identity, Person

pytestmark = pytest.mark.django_db
ADA = "Ada Lovelace <ada@example.org>"


def letter(number, subject="[dev] The crank", *, by=ADA, answers=(), text="Turn it.\n", **headers):
    made = EmailMessage()
    made["Message-ID"] = f"<{number}@lists.example.org>"
    made["Date"] = format_datetime(datetime(2015, 3, 1, 10, number % 60, tzinfo=UTC))
    made["From"], made["Subject"] = by, subject
    if answers:
        made["References"] = " ".join(f"<{each}@lists.example.org>" for each in answers)
    for name, value in headers.items():
        del made[name.replace("_", "-")]
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def archive(path, *letters):
    raw = [each if isinstance(each, bytes) else each.as_bytes() for each in letters]
    escaped = [each.replace(b"\nFrom ", b"\n>From ") for each in raw]
    path.write_bytes(b"".join(b"From ada@example.org Sun Mar  1 10:00:00 2015\n" + each + b"\n" for each in escaped))
    return path


@pytest.fixture
def mbox(tmp_path):
    def run(path, **options):
        code, report = 0, tmp_path / "report.json"
        try:
            call_command("import_mbox", str(path), stdout=io.StringIO(), report=report, **options)
        except SystemExit as left:
            code = left.code
        return code, json.loads(report.read_text(encoding="utf-8"))

    return run


def posts():
    return [(post.conversation.title, post.number, post.reply_to_number) for post in Post.objects.order_by("pk")]


def test_a_thread_is_a_topic_and_its_letters_are_posts(mbox, tmp_path):
    bob = "Bob <bob@example.org>"
    box = archive(
        tmp_path / "dev.mbox", letter(1), letter(2, "Re: [dev] The crank", by=bob, answers=[1]), letter(3, "Other")
    )
    code, report = mbox(box, category="Developers")
    assert (code, report["came"]) == (0, {"categories": 1, "people": 2, "posts": 3, "topics": 2})
    assert posts() == [("The crank", 1, None), ("The crank", 2, 1), ("Other", 1, None)]
    made = Topic.objects.order_by("pk").first()
    assert (made.category.name, made.asker.name, made.conversation.last_poster.name) == (
        "Developers",
        "Ada Lovelace",
        "Bob",
    )
    assert made.conversation.started_at == datetime(2015, 3, 1, 10, 1, tzinfo=UTC)


def test_who_writes_is_known_by_the_address_and_shown_without_it(mbox, tmp_path, client):
    mbox(
        archive(
            tmp_path / "a.mbox",
            letter(1),
            letter(2, by="ada@example.org", text="Ask ada@example.org or x@else.example.\n"),
        )
    )
    ada = Person.objects.get()
    assert (ada.name, ada.handle, ada.is_claimed) == ("Ada Lovelace", "Ada-Lovelace", False)
    assert Identity.objects.get().value == "ada@example.org"
    assert "ada@…" in Post.objects.latest("pk").html
    for path in (ada.get_absolute_url(), *(topic.get_absolute_url() for topic in Topic.objects.all())):
        assert b"ada@example.org" not in client.get(path).content


def test_mailmans_hidden_addresses_are_read(mbox, tmp_path):
    raw = (
        letter(1)
        .as_bytes()
        .replace(b"From: Ada Lovelace <ada@example.org>", b"From: ada at example.org (Ada Lovelace)")
    )
    mbox(archive(tmp_path / "2015-March.txt", raw))
    assert (Person.objects.get().name, Identity.objects.get().value) == ("Ada Lovelace", "ada@example.org")


def test_a_letter_that_did_not_come_still_holds_its_thread_together(mbox, tmp_path):
    mbox(archive(tmp_path / "a.mbox", letter(2, "Re: Lost", answers=[1]), letter(3, "Re: Lost", answers=[1])))
    assert posts() == [("Lost", 1, None), ("Lost", 2, None)]


def test_an_answer_without_references_goes_by_its_subject(mbox, tmp_path):
    late = format_datetime(datetime(2015, 6, 1, tzinfo=UTC))
    box = archive(
        tmp_path / "a.mbox", letter(1), letter(2, "AW: The Crank"), letter(3), letter(4, "Re: The crank", Date=late)
    )
    mbox(box)
    assert [number for _title, number, _parent in posts()] == [1, 2, 1, 1]


@pytest.mark.parametrize(
    ("subject", "title", "answers"),
    [
        ("Re: [dev] Re: The crank", "The crank", True),
        ("[dev] The crank", "The crank", False),
        ("AW: SV: Re[2]: x", "x", True),
        ("השב: שלום", "שלום", True),
        ("Re:", "Re:", False),
        ("[dev]", "[dev]", False),
        ("Regarding: x", "Regarding: x", False),
    ],
)
def test_subjects_lose_what_programs_put_before_them(subject, title, answers):
    assert plain(subject) == (title, answers)


def test_quotes_fold_and_signatures_are_small(mbox, tmp_path):
    long = "".join(f"> line {n}\n" for n in range(9))
    mbox(archive(tmp_path / "a.mbox", letter(1, text=f"Bob wrote:\n> short\n\nYes.\n\n{long}\n-- \nAda\nEngines\n")))
    assert Post.objects.get().html == (
        '<p dir="auto"><small>Bob wrote:</small></p><blockquote dir="auto"><p dir="auto">short</p></blockquote>'
        '<p dir="auto">Yes.</p><details><summary>9 quoted lines</summary><blockquote dir="auto"><p dir="auto">'
        + "<br>".join(f"line {n}" for n in range(9))
        + '</p></blockquote></details><p dir="auto"><small>Ada<br>Engines</small></p>'
    )


def test_a_patch_stays_as_it_is(mbox, tmp_path):
    patch = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a <b>\n+b\n"
    mbox(archive(tmp_path / "a.mbox", letter(1, text=f"Here.\n\n{patch}")))
    assert "+++ b/x\n@@ -1 +1 @@\n-a &lt;b&gt;\n+b</code></pre>" in Post.objects.get().html


@pytest.mark.parametrize(
    ("charset", "body"),
    [("windows-1252", "caf\xe9".encode("cp1252")), ("x-unknown", "café".encode()), ("utf-8", b"caf\xe9")],
)
def test_words_come_whole_whatever_the_encoding_claims(mbox, tmp_path, charset, body):
    head = b"Message-ID: <1@x>\nFrom: a@x.org\nSubject: =?iso-8859-1?q?Caf=E9?=\nDate: Sun, 1 Mar 2015 10:00:00 +0000\n"
    kind = (
        f"MIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n".encode()
    )
    mbox(archive(tmp_path / "a.mbox", head + kind + body + b"\n"))
    assert (Topic.objects.get().title, Post.objects.get().html) == ("Café", '<p dir="auto">café</p>')


def test_html_alone_is_cleaned_and_plain_text_wins(mbox, tmp_path):
    both = letter(1, text="Plain.\n")
    both.add_alternative("<p>Rich</p>", subtype="html")
    alone = EmailMessage()
    for name, value in letter(2, "Alone").items():
        if not name.lower().startswith(("content", "mime")):
            alone[name] = value
    alone.set_content("<p onclick=x>Rich<script>1</script></p>", subtype="html")
    mbox(archive(tmp_path / "a.mbox", both, alone))
    assert [post.html.strip() for post in Post.objects.order_by("pk")] == [
        '<p dir="auto">Plain.</p>',
        '<p dir="auto">Rich</p>',
    ]


def test_attachments_hang_on_the_post(mbox, tmp_path):
    made = letter(1)
    made.add_attachment(b"a;b\n", maintype="text", subtype="csv", filename="../data.csv")
    made.add_attachment(b"no picture", maintype="image", subtype="png", filename="x.png")
    _code, report = mbox(archive(tmp_path / "a.mbox", made))
    stored = StoredFile.objects.get()
    assert (stored.name, stored.audience_id) == ("data.csv", 1)
    assert stored.get_absolute_url() in Post.objects.get().html
    assert report["lost_or_changed"]["files that are empty, too large or no pictures"] == 1


def test_what_asks_to_be_kept_out_stays_out_and_doubles_come_once(mbox, tmp_path):
    box = archive(tmp_path / "a.mbox", letter(1), letter(1), letter(2, "Secret", X_No_Archive="Yes"))
    _code, report = mbox(box)
    assert report["came"]["posts"] == 1
    assert report["lost_or_changed"]["letters that asked to be kept out of archives"] == 1
    assert report["lost_or_changed"]["letters that are here twice"] == 1


def test_a_folder_of_months_packed_or_not_and_run_again(mbox, tmp_path):
    months = tmp_path / "months"
    months.mkdir()
    archive(months / "2015-03.txt", letter(1))
    answer = archive(tmp_path / "april", letter(2, "Re: The crank", answers=[1])).read_bytes()
    (months / "2015-04.txt.gz").write_bytes(gzip.compress(answer))
    assert mbox(months)[1]["came"]["posts"] == 2
    assert [number for _title, number, _parent in posts()] == [1, 2]
    assert mbox(months)[1]["came"] == {}


def test_a_date_that_cannot_be_is_the_one_before(mbox, tmp_path):
    mbox(archive(tmp_path / "a.mbox", letter(7), letter(8, "Broken", Date="next Tuesday")))
    assert {post.created_at for post in Post.objects.all()} == {datetime(2015, 3, 1, 10, 7, tzinfo=UTC)}


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.lists(st.integers(0, 6), max_size=3)), max_size=12, unique_by=lambda row: row[0]
    )
)
def test_each_letter_is_in_one_thread_and_answers_what_is_there(rows):
    at = datetime(2015, 3, 1, tzinfo=UTC)
    heads = [
        Head((0, n), str(key), tuple(map(str, before)), f"s{key}", "a@x", "", at, wants_no_archive=False)
        for n, (key, before) in enumerate(rows)
    ]
    made = threads(heads)
    assert sorted(head.id for thread in made for head in thread.letters) == sorted(head.id for head in heads)
    for thread in made:
        ids = {head.id for head in thread.letters}
        assert all(thread.parents[key] in ids for key in ids & thread.parents.keys())
