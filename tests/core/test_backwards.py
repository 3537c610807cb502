"""HTML that came from elsewhere, as Markdown that reads the same."""

import pytest

from trialogue.core.markup import render
from trialogue.core.markup.backwards import markdown_of

CASES = {
    "words": ("<p>One<br>two</p><p>three</p>", "One\\\ntwo\n\nthree"),
    "stress": ("<p><strong>a</strong> <em>b </em>c <del>d</del></p>", "**a** *b* c ~~d~~"),
    "links": (
        '<p><a href="https://a.example/x">here</a> <a href="https://a.example/x">https://a.example/x</a></p>',
        "[here](https://a.example/x) <https://a.example/x>",
    ),
    "a link with brackets": ('<p><a href="https://a.example/x_(y)">z</a></p>', "[z](<https://a.example/x_(y)>)"),
    "a mention": ('<p><a class="mention" href="/people/ada.l/">@Ada</a> hi</p>', "@ada.l hi"),
    "a quote": ('<blockquote><cite><a href="/people/ada/">Ada</a></cite><p>a</p></blockquote><p>b</p>', "> [Ada](/people/ada/):\n>\n> a\n\nb"),
    "lists": ("<ul><li>a</li><li><p>b</p><ol start='3'><li>c</li></ol></li></ul>", "- a\n- b\n\n  3. c"),
    "code": (
        '<figure class="code"><figcaption>cpp</figcaption><pre><code><span class="tok-k">int</span> a;\n```\n</code></pre></figure>',
        "````cpp\nint a;\n```\n````",
    ),
    "code in words": ("<p><code>a`b</code></p>", "``a`b``"),
    "headings": ("<h3>A</h3><h4>B</h4>", "# A\n\n## B"),
    "a table": (
        "<table><caption>Poll</caption><tbody><tr><td>a|b</td><td>3</td></tr></tbody></table>",
        "**Poll**\n\n|  |  |\n| --- | --- |\n| a\\|b | 3 |",
    ),
    "what was hidden": ("<details><summary>Log</summary><p>a</p></details>", "**Log**\n\na"),
    "letters that Markdown would take": (
        "<p># a *b* [c] snake_case _d_ &lt;e&gt; &amp;amp;</p><p>1. x</p><p>- y</p>",
        "\\# a \\*b\\* \\[c\\] snake_case \\_d\\_ \\<e> \\&amp;\n\n1\\. x\n\n\\- y",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("html", "markdown"), CASES.values(), ids=CASES)
def test_reads(html, markdown):
    assert markdown_of(html, "html") == markdown


@pytest.mark.parametrize("html", [html for html, _markdown in CASES.values()], ids=CASES)
def test_twice_is_the_same(html):
    """What an editor saves unchanged reads as before from then on."""
    once = render(markdown_of(html, "html"), handles={"ada.l"}).html
    assert render(markdown_of(once, "html"), handles={"ada.l"}).html == once


def test_markdown_stays_as_it_is():
    assert markdown_of("# *a*", "markdown") == "# *a*"
