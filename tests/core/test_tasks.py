"""Lists of what is done: a box instead of the bullet."""

from trialogue.core.markup import render


def test_a_box_stands_for_the_bullet():
    html = render("- [ ] open\n- [x] done\n- neither").html
    assert '<li class="task" dir="auto">☐ open</li>' in html
    assert '<li class="task" dir="auto">☑ done</li>' in html
    assert '<li dir="auto">neither</li>' in html
