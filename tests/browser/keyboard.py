"""Hands on the keyboard and off the mouse: everything here presses keys, nothing clicks."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

MOST = 400  # steps of the Tab key to anything on a page
HAS_FOCUS = "element => element === document.activeElement"
SHOWS_FOCUS = """element => {
  const seen = [element, element.closest('label') ?? element, element.parentElement].map(one => getComputedStyle(one));
  return seen.some(style => style.outlineStyle !== 'none' || style.boxShadow !== 'none');
}"""
COPY_IMAGE = """async () => {
  const canvas = new OffscreenCanvas(24, 24);
  const pen = canvas.getContext('2d');
  pen.fillStyle = 'teal';
  pen.fillRect(0, 0, 24, 24);
  await navigator.clipboard.write([new ClipboardItem({'image/png': await canvas.convertToBlob()})]);
}"""


class Keyboard:
    """`Keyboard(page).press("Reply")`: finds things as a person with a screen reader does, by role and name."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def named(self, name: str, role: str) -> Locator:
        return self.page.get_by_role(role, name=name).first

    def reach(self, thing: Locator) -> Locator:
        """Tab until it has the focus, and see that one can see so."""
        expect(thing).to_be_attached()
        for _step in range(MOST):
            if thing.evaluate(HAS_FOCUS):
                assert thing.evaluate(SHOWS_FOCUS), f"the focus on {thing} cannot be seen"
                return thing
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The Tab key does not lead to {thing}.")

    def press(self, name: str, role: str = "button") -> None:
        self.reach(self.named(name, role))
        self.page.keyboard.press("Enter")

    def follow(self, name: str) -> None:
        """Open a link and wait for its page."""
        self.reach(self.named(name, "link"))
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def send(self, name: str) -> None:
        """Press a form's button and wait for the page that answers."""
        self.reach(self.named(name, "button"))
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, label: str, words: str) -> None:
        self.reach(self.named(label, "textbox"))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def tick(self, label: str) -> None:
        box = self.reach(self.named(label, "checkbox"))
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def choose(self, label: str, option: str) -> None:
        """In a list one types the beginning of what one wants."""
        box = self.reach(self.named(label, "combobox"))
        self.page.keyboard.type(option)
        assert box.evaluate("box => box.selectedOptions[0].label").startswith(option)

    def pick(self, label: str) -> None:
        """Among round buttons, with the arrows."""
        wanted = self.named(label, "radio")
        self.reach(self.page.locator(f"input[name={wanted.get_attribute('name')}]:checked, input[type=radio]").first)
        while not wanted.is_checked():
            self.page.keyboard.press("ArrowDown")

    def open(self, name: str) -> None:
        """A menu: closed until Enter is pressed on its name."""
        summary = self.page.locator("summary", has_text=name).first
        self.reach(summary)
        self.page.keyboard.press("Enter")

    def attach(self, label: str, file: Path) -> None:
        self.reach(self.page.get_by_label(label).and_(self.page.locator("input[type=file]:not([hidden])")).first)
        for key in ("Enter", "Space", "Enter", "Space"):
            # Under strain the browser may drop the key as too late after the focus: a person presses again.
            try:
                with self.page.expect_file_chooser(timeout=6000) as asked:
                    self.page.keyboard.press(key)
            except PlaywrightTimeout:
                continue
            asked.value.set_files(file)
            return
        raise AssertionError(f"{label}: no key opens the choice of files")

    def paste_image(self) -> None:
        """A picture from the clipboard into what has the focus."""
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page.evaluate(COPY_IMAGE)
        self.page.keyboard.press("Control+V")

    def open_menu_of(self, part: Locator) -> None:
        """The menu of a post."""
        self.reach(part.locator("summary").last)
        self.page.keyboard.press("Enter")
