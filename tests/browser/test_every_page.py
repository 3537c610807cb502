"""Every page there is to reach, for a guest, a member and the manager: axe, the console, and the window's width."""

import pytest
from tests.browser.looking import Watch, every_page

pytestmark = [pytest.mark.browser]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 1000}
STARTS = {
    "": ("/", "/robots.txt"),
    "wanjiru": ("/",),
    "shira": ("/",),
    "noa": ("/", "/styleguide/", "/manage/first-run/", "/dev/mail/"),
}


@pytest.mark.slow
@pytest.mark.parametrize("prefix", ["", "/he"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("who", STARTS)
def test_is_accessible(enter, who, size, scheme, prefix):
    context = enter(who, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    watch = Watch(context.new_page())
    for path in every_page(context, *(prefix + start for start in STARTS[who])):
        watch.look(path)
        watch.accessible()
    assert watch.wrong == []
