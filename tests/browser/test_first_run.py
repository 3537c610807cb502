"""From an empty site to a community's own, by keyboard; every page of an empty site is sound as well."""

import re

import pytest
from playwright.sync_api import expect
from tests.browser.keyboard import Keyboard
from tests.browser.looking import Watch, every_page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PHONE = {"width": 390, "height": 844}


def test_three_steps_to_an_own_community(empty_site, browser):
    printed = empty_site.run("admin", "create", "--name", "Noa Peled", "--email", "noa@example.org")
    context = browser.new_context(base_url=empty_site.url, viewport=PHONE)
    keys = Keyboard(context.new_page())
    keys.page.goto(re.search(r"http://\S+", printed).group())
    keys.send("Sign in")
    keys.page.goto("/manage/")
    keys.follow("Set it up in three steps")
    keys.write("Name", "OpenCapture")
    keys.write("What this is", "Capture data in the open.")
    keys.send("Go on")
    keys.write("What is the product called?", "OpenCapture")
    keys.send("Go on")
    keys.send("Open the doors")
    keys.page.goto("/forum/")
    expect(keys.page).to_have_title("Forum · OpenCapture")
    expect(keys.page.get_by_role("navigation", name="Categories").get_by_role("listitem")).not_to_have_count(1)
    watch = Watch(context.new_page())
    for path in every_page(context, "/"):
        watch.look(path)
        watch.accessible()
    assert watch.wrong == []
