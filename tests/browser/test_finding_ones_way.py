"""Going through lists and posts by single keys; what is new while one reads; what is read on all devices."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TOPIC = "/t/1/"


def opened(context, path):
    page = context.new_page()
    page.goto(path)
    return page


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_single_keys_lead_through_lists_and_posts(enter):
    page = opened(enter("karen"), "/forum/")
    titles = page.locator(".topics h2 a")
    press(page, "j", "j", "k")
    expect(titles.nth(0)).to_be_focused()
    press(page, "j")
    expect(titles.nth(1)).to_be_focused()
    where = titles.nth(1).get_attribute("href").split("#")[0].split("?")[0]
    with page.expect_navigation():
        press(page, "o")
    assert page.url.split("#")[0].split("?")[0].endswith(where)
    press(page, "j")
    expect(page.locator(".thread > article").first).to_be_focused()
    press(page, "r")
    area = page.locator("#composer textarea[name=source]")
    expect(area).to_be_focused()
    press(page, "j")  # typed, not acted upon
    assert area.input_value().endswith("j")


def test_g_and_a_letter_goes_to_a_place(enter):
    page = opened(enter(), "/forum/")
    for letter, path in (("t", "/tickets/"), ("r", "/roadmap/"), ("f", "/forum/"), ("h", "/")):
        with page.expect_navigation():
            press(page, "g", letter)
        assert page.url.endswith(path)


def test_the_keys_can_be_switched_off(enter):
    page = opened(enter(), "/forum/")
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Switch single keys off").check()
    page.get_by_role("button", name="Close").click()
    page.reload()
    press(page, "j", "?")
    expect(page.locator("#keys")).to_be_hidden()
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_a_new_reply_comes_without_a_reload(enter):
    reader, writer = opened(enter("karen"), TOPIC), opened(enter("wanjiru"), TOPIC)
    before = reader.locator(".thread > article").count()
    writer.locator("#composer textarea[name=source]").fill("One more thing that came up.")
    with writer.expect_navigation():
        writer.get_by_role("button", name="Reply", exact=True).last.click()
    offer = reader.get_by_role("status").get_by_role("button", name="1 new reply")
    offer.click()
    expect(reader.locator(".thread > article")).to_have_count(before + 1)
    expect(reader.locator(".thread > article").last).to_contain_text("One more thing")
    expect(reader.locator(".thread > article").last).to_be_focused()


def test_what_is_read_here_is_read_there(enter):
    writer = opened(enter("wanjiru"), TOPIC)
    desk, phone = (opened(enter("claire"), "/forum/?view=unread") for _device in range(2))
    writer.locator("#composer textarea[name=source]").fill("Read me on one device.")
    with writer.expect_navigation():
        writer.get_by_role("button", name="Reply", exact=True).last.click()
    title = writer.locator("h1").inner_text()
    for device in (desk, phone):
        device.reload()
        expect(device.get_by_role("link", name=title)).to_be_visible()
    desk.get_by_role("link", name=title).click()
    noted = lambda answer: answer.url.endswith("/read/") and answer.status == 204  # noqa: E731 - a name for the wait
    with desk.expect_response(noted):
        desk.locator(".thread > article").last.locator(".acts").scroll_into_view_if_needed()
    phone.reload()
    expect(phone.get_by_role("link", name=title)).to_have_count(0)
