"""The whole loop, from joining to being told, by keyboard alone; and its main steps where no JavaScript runs."""

import re
import time
from pathlib import Path

import pytest
from bin.live_site import words_of
from PIL import Image
from playwright.sync_api import expect
from tests.browser.keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TITLE = "Can a visit be printed on one page?"
WAIT = 60  # seconds the worker has for its jobs


def opened(context, path: str) -> Keyboard:
    page = context.new_page()
    page.goto(path)
    return Keyboard(page)


def join(site, context, name: str, address: str) -> Keyboard:
    """From the first page to the steps of the beginning."""
    keys = opened(context, "/")
    keys.follow("Join")
    keys.write("Your name", name)
    keys.write("E-mail", address)
    keys.tick("I will keep patients out of it")
    keys.page.wait_for_timeout(2100)  # nobody types as fast as a test: the door would take it for a machine
    keys.send("Mail me a code")
    keys.write("code", site.code_for(address))
    keys.send("Come in")
    keys.tick("I use it")
    keys.write("What you do", "study nurse, Kisumu")
    keys.send("On to the second step")
    expect(keys.page.get_by_role("heading", level=1)).to_contain_text("You are in")
    return keys


def edit_profile(keys: Keyboard) -> None:
    keys.open("Menu of")
    keys.follow("Your profile")
    keys.follow("Edit")
    keys.write("About you", "I run the visits of one **small** study.")
    keys.choose("Country", "Kenya")
    keys.send("Keep it so")
    expect(keys.page.locator("main")).to_contain_text("I run the visits of one small study.")


def ask(keys: Keyboard) -> str:
    """With a preview and a picture from the clipboard; returns the topic's address."""
    keys.follow("Forum")
    keys.follow("Ask or tell")
    keys.write("Your question in one sentence", TITLE)
    keys.write("What you did", "It takes **three** pages now. ")
    keys.paste_image()
    expect(keys.page.locator("textarea[name=source]")).to_have_value(re.compile(r"!\[.*\]\(/files/"))
    keys.press("Preview")
    expect(keys.page.locator(".shown strong")).to_have_text("three")
    expect(keys.page.locator(".shown img")).to_be_visible()
    keys.choose("Where it belongs", "Using")
    keys.choose("Seen in", "4.2.1")
    keys.send("Ask")
    expect(keys.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    return keys.page.url


def answer(keys: Keyboard) -> None:
    """Somebody else has it too, and knows a way."""
    keys.send("have this too")
    expect(keys.page.get_by_role("button", name="have this too")).to_have_attribute("aria-pressed", "true")
    keys.write("Your reply", "Scale it to 80 % until then.")
    keys.send("Reply")
    expect(keys.page.get_by_role("article").last).to_contain_text("Scale it to 80 %")


def accept(keys: Keyboard) -> None:
    keys.page.reload()
    keys.send("This answers it")
    expect(keys.page.get_by_text("Accepted answer").first).to_be_visible()


def plan_a_version(keys: Keyboard, version: str) -> None:
    keys.follow("Roadmap")
    keys.follow("Plan a version")
    keys.write("Version", version)
    keys.write("What it is for", "Paper as well")
    keys.choose("Place on the roadmap", "Now")
    keys.send("Put it on the roadmap")


def carry_over(keys: Keyboard, topic: str) -> str:
    keys.page.goto(topic)
    keys.open_menu_of(keys.page.get_by_role("article").first)
    keys.follow("Make a ticket")
    keys.write("In one sentence", "Print a visit on one page")
    keys.send("Make the ticket")
    expect(keys.page.get_by_role("heading", level=1)).to_contain_text("Print a visit on one page")
    return keys.page.url


def land(keys: Keyboard, version: str) -> None:
    keys.follow("Plan")
    keys.choose("Version", version)
    keys.send("Plan it")
    for state in ("In progress", "Landed"):
        keys.open("Move to")
        keys.follow(state)
        keys.send("Move it")
    expect(keys.page.locator("dl.props")).to_contain_text("Landed")


def release(keys: Keyboard, version: str, file) -> None:
    keys.follow(version)
    keys.follow("Prepare the release")
    keys.send("Draft it")
    keys.write("In one or two sentences", "Visits fit on one page.")
    keys.send("Save")
    keys.follow("Edit")
    keys.attach("Files", file)
    keys.send("Add them")
    keys.follow("Release it")
    keys.send("Release it and tell 2 people")
    expect(keys.page.locator("main")).to_contain_text(file.name)


def is_told(site, keys: Keyboard, address: str, version: str) -> None:
    """A notice in the inbox and a letter, once each; then 'Did it help?' on the topic."""
    until = time.monotonic() + WAIT
    while not any(version in str(mail["Subject"]) for mail in site.mail_to(address)):
        assert time.monotonic() < until, "no letter came"
        time.sleep(0.2)
    letters = [mail for mail in site.mail_to(address) if version in str(mail["Subject"])]
    assert len(letters) == 1
    assert "one-page.zip" in words_of(letters[0])
    assert letters[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    keys.follow("notice")
    expect(keys.page.locator("main")).to_contain_text(version)


def did_it_help(keys: Keyboard, topic: str) -> None:
    keys.page.goto(topic)
    loop = keys.page.get_by_role("region", name="How far this has come")
    expect(loop).not_to_contain_text("still ahead")
    expect(loop.get_by_role("listitem")).to_have_count(5)
    keys.write("In a sentence", "One page, and readable.")
    keys.send("Yes, it helped")
    expect(keys.page.locator("main")).to_contain_text("One page, and readable.")


def ask_plainly(keys: Keyboard, picture: Path) -> str:
    """As `ask`, by forms alone: the preview is a page, the picture a file one chooses."""
    keys.follow("Forum")
    keys.follow("Ask or tell")
    keys.write("Your question in one sentence", TITLE)
    keys.write("What you did", "It takes **three** pages now.")
    keys.send("Preview")
    expect(keys.page.locator("main strong").first).to_have_text("three")
    keys.choose("Where it belongs", "Using")
    keys.attach("Add a picture", picture)
    keys.send("Ask")
    expect(keys.page.locator("article img").first).to_be_visible()
    return keys.page.url


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "one-page.zip"
    path.write_bytes(b"PK stands in")
    return path


@pytest.fixture
def picture(tmp_path) -> Path:
    path = tmp_path / "pages.png"
    Image.new("RGB", (24, 24), "teal").save(path)
    return path


def test_by_keyboard(site, enter, file):
    address, version = "atieno@example.org", "4.9"
    asker = join(site, enter(), "Atieno Were", address)
    edit_profile(asker)
    topic = ask(asker)
    answer(opened(enter("karen"), topic))
    accept(asker)
    shira = opened(enter("shira"), "/")
    plan_a_version(shira, version)
    carry_over(shira, topic)
    land(shira, version)
    release(shira, version, file)
    is_told(site, asker, address, version)
    did_it_help(asker, topic)


def test_without_javascript(site, enter, file, picture):
    address, version = "chebet@example.org", "4.10"
    plain = {"java_script_enabled": False}
    asker = join(site, enter(**plain), "Chebet Koech", address)
    edit_profile(asker)
    topic = ask_plainly(asker, picture)
    answer(opened(enter("daniel", **plain), topic))
    accept(asker)
    shira = opened(enter("shira", **plain), "/")
    plan_a_version(shira, version)
    carry_over(shira, topic)
    land(shira, version)
    release(shira, version, file)
    is_told(site, asker, address, version)
    did_it_help(asker, topic)
