"""Choosing posts and splitting them off, by keyboard and where no JavaScript runs."""

import re

import pytest
from playwright.sync_api import expect
from tests.browser.keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LONG, SHORT = "Reviewing rules as code", "Can two nurses enter the same visit"


def opened(context, words: str) -> Keyboard:
    page = context.new_page()
    page.goto("/forum/")
    page.goto(str(page.get_by_role("link", name=words).first.get_attribute("href")))
    return Keyboard(page)


def test_posts_are_chosen_and_split_off_by_keyboard(enter):
    keys = opened(enter("noa"), LONG)
    keys.open_menu_of(keys.page.locator(".topic-head"))
    keys.follow("Split it")
    boxes = keys.page.locator("choose-rows input")
    keys.reach(boxes.first)
    keys.page.keyboard.press("Space")
    keys.page.keyboard.press("Shift+ArrowDown")
    expect(boxes.nth(1)).to_be_checked()
    expect(boxes.nth(1)).to_be_focused()
    keys.write("Title of the new topic", "A runner beside the checks")
    keys.send("Split it")
    expect(keys.page.get_by_role("heading", level=1)).to_have_text("A runner beside the checks")
    expect(keys.page.locator(".post")).to_have_count(2)
    keys.page.go_back()
    keys.page.go_back()
    keys.page.reload()
    expect(keys.page.locator(".event").last).to_contain_text("moved posts from here (2): A runner beside the checks.")


def test_it_works_without_javascript(enter):
    page = opened(enter("noa", java_script_enabled=False), SHORT).page
    page.locator(".topic-head summary").last.click()
    page.get_by_role("link", name="Split it").click()
    page.locator("choose-rows input").nth(1).check()
    page.get_by_label("Title of the new topic").fill("What monitors see of it")
    page.get_by_role("button", name="Split it").click()
    expect(page).to_have_url(re.compile(r"/t/\d+/what-monitors-see-of-it/"))
    expect(page.locator(".post")).to_have_count(1)
