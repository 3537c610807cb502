"""The text field as a member uses it: by keyboard alone, with files that do not get through at once, on two devices."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Enter
from tests.browser.keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TOPIC = "/t/3/"
FILES = [{"name": f"{name}.txt", "mimeType": "text/plain", "buffer": name.encode()} for name in ("first", "second")]
SELECT = """post => {
  const words = document.querySelector(post + ' p').firstChild;
  const range = document.createRange();
  range.selectNodeContents(words);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def field(page: Page):
    return page.locator("#composer textarea[name=source]")


@pytest.fixture
def desk(enter: Enter) -> Page:
    page = enter("claire").new_page()
    page.goto(TOPIC)
    field(page).fill("")
    return page


def test_tools_by_keyboard_with_undo(desk):
    keys, area = Keyboard(desk), field(desk)
    keys.write("Your reply", "strong")
    desk.keyboard.press("Control+A")
    desk.keyboard.press("Control+B")
    expect(area).to_have_value("**strong**")
    desk.keyboard.press("Control+Z")
    expect(area).to_have_value("strong")
    keys.reach(desk.get_by_role("button", name="Bold"))
    desk.keyboard.press("End")
    desk.keyboard.press("Home")
    for _step in range(6):
        desk.keyboard.press("ArrowRight")
    expect(desk.get_by_role("button", name="List to tick off")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(area).to_have_value("- [ ] strong")


def test_names_and_titles_are_completed(desk):
    area = field(desk)
    area.press_sequentially("Ask @kar")
    option = desk.get_by_role("option", name="Karen Whitfield")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(area).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    desk.keyboard.press("Enter")
    expect(area).to_have_value("Ask @karen ")
    area.press_sequentially("of :lab results")
    expect(desk.get_by_role("option", name="Importing lab results")).to_be_visible()
    desk.keyboard.press("Tab")
    expect(area).to_have_value(re.compile(r"^Ask @karen of http://\S+/t/\d+/ $"))
    desk.get_by_role("button", name="Preview").press("Enter")
    expect(desk.locator(".shown a").last).to_have_text(re.compile("Importing lab results"))
    expect(desk.locator(".shown .mention")).to_have_text("@karen")


def test_the_list_leaves_the_text_as_it_is(desk):
    area = field(desk)
    area.press_sequentially("#1")
    expect(desk.get_by_role("option").first).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("listbox")).to_be_hidden()
    expect(area).to_have_value("#1")


def test_a_file_that_did_not_get_through_is_tried_again(desk):
    area, tries = field(desk), []

    def lost_once(route) -> None:
        tries.append(route)
        route.abort() if len(tries) == 1 else route.continue_()

    desk.route("**/files/", lost_once)
    desk.set_input_files("input[data-upload]", FILES)
    expect(desk.get_by_text("The file did not get through.")).to_be_visible()
    desk.get_by_role("button", name="Reply", exact=True).press("Enter")
    expect(desk.get_by_text("Files are still on their way.")).to_be_visible()
    desk.get_by_role("button", name="Try again").press("Enter")
    links = r"\[first.txt\]\(/files/\S+\)\n\[second.txt\]\(/files/\S+\)\n"
    expect(area).to_have_value(re.compile(rf"^{links}$"))
    expect(desk.locator(".uploads li")).to_have_count(0)


def test_a_file_is_left_out(desk):
    desk.route("**/files/", lambda route: route.abort())
    desk.set_input_files("input[data-upload]", FILES[:1])
    desk.get_by_role("button", name="Leave it out").press("Enter")
    expect(field(desk)).to_have_value("\n")


def test_what_is_selected_is_quoted_and_quotes_collect(desk):
    area = field(desk)
    area.blur()
    for number in (1, 2):
        desk.evaluate(SELECT, f"#post-{number}-prose")
        desk.get_by_role("button", name="Quote", exact=True).last.wait_for()
        desk.keyboard.press("q")
        expect(area).to_have_value(re.compile(rf"> \[.+ in #{number}\]\(/t/3/\S+/{number}/\)\n>\n> "))
        area.blur()


def keeps(page: Page, words: str) -> None:
    """Writes, and waits until the server answered."""
    with page.expect_response(lambda answer: "/drafts/" in answer.url and answer.request.method == "POST"):
        field(page).fill(words)


def test_two_devices_lose_nothing(enter):
    desk, phone = enter("claire").new_page(), enter("claire", viewport={"width": 390, "height": 844}).new_page()
    for page in (desk, phone):
        page.goto("/t/4/")
    keeps(desk, "from the desk")
    keeps(phone, "from the phone")
    panel = phone.get_by_role("alertdialog")
    expect(panel).to_contain_text("from the desk")
    with phone.expect_response("**/drafts/**"):
        panel.get_by_role("button", name="Keep mine").press("Enter")
    expect(phone.locator("[data-not-chosen] pre")).to_have_text("from the desk")
    desk.reload()
    expect(field(desk)).to_have_value("from the phone")
    desk.goto("/drafts/")
    expect(desk.locator("main")).to_contain_text("from the phone")
    desk.locator("li", has_text="from the phone").get_by_role("button", name="Throw away").press("Enter")
    expect(desk.locator("main")).not_to_contain_text("from the phone")
