"""Headings of a post fit under those of its page, whatever the writer began with."""

import re

import pytest

from trialogue.core.markup import render


@pytest.mark.parametrize(
    ("source", "levels"),
    [
        ("## Alone", "3"),
        ("### Done when", "3"),
        ("## One\n\n#### Two\n\n###### Three", "345"),
        ("# One\n\nTwo\n---\n\n# Three", "343"),
        ("### Deep first\n\n# Then high\n\n## Then between", "334"),
        ("# 1\n\n## 2\n\n### 3\n\n#### 4\n\n##### 5\n\n###### 6", "345666"),
    ],
)
def test_they_begin_at_the_third_level_and_skip_none(source, levels):
    assert "".join(re.findall(r"<h(\d)", render(source).html)) == levels
