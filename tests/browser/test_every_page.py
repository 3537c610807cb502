"""Every page there is to reach, for a guest, a member, a maintainer and the manager: axe, the console, the window's width."""

import pytest
from tests.browser.looking import Watch, every_page

pytestmark = pytest.mark.browser
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 1000}
NARROW = (320, 345, 390)
STARTS = {"": ("/",), "wanjiru": ("/",), "noa": ("/", "/roadmap/4-3/", "/manage/first-run/", "/styleguide/")}
WAYS = {
    "": ((PHONE, "light"), (PHONE, "dark"), (DESK, "light"), (DESK, "dark")),
    "/he": ((PHONE, "dark"), (DESK, "light")),
}
MAIN = {
    "": ("/", "/forum/", "/t/1/", "/tickets/", "/tickets/3/", "/releases/latest/", "/accounts/signup/"),
    "wanjiru": ("/", "/t/1/", "/forum/ask/", "/tickets/3/", "/roadmap/", "/inbox/", "/start/"),
}


def test_the_main_pages_are_sound(enter):
    wrong = []
    for who, paths in MAIN.items():
        watch = Watch(enter(who, viewport=PHONE, reduced_motion="reduce").new_page())
        for path in paths:
            watch.look(path)
            watch.accessible()
            watch.fits(*NARROW)
        wrong += watch.wrong
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("language", WAYS, ids=lambda prefix: prefix.strip("/") or "en")
@pytest.mark.parametrize("who", STARTS, ids=lambda who: who or "guest")
def test_every_page_is_sound(enter, who, language):
    context = enter(who, reduced_motion="reduce")
    watch = Watch(context.new_page())
    for path in every_page(context, *(language + start for start in STARTS[who]), language=language):
        watch.look(path)
        for size, scheme in WAYS[language]:
            watch.page.set_viewport_size(size)
            watch.page.emulate_media(color_scheme=scheme)
            watch.accessible()
        watch.fits(*NARROW)
    assert watch.wrong == []
