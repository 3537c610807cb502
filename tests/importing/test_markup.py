"""Discourse's markup, element by element."""

import re

import pytest

from trialogue.hub.front.importing.discourse.markup import ours
from trialogue.hub.front.importing.discourse.surroundings import Surroundings
from trialogue.people.persons import Person

ADA = Person(handle="Ada.L", name="Ada Lovelace")


def turned(cooked, **more):
    where = Surroundings("old", "forum.example", {"ada.l": ADA}, frozenset([12]), **more)
    html = ours(cooked, where)
    return re.sub(r' (?:dir="auto"|rel="[^"]*"|tabindex="0"|loading="lazy")', "", html), where


def quote(attributes, title, body="<p>Yes.</p>"):
    return f'<aside class="quote" {attributes}><div class="title"><div class="quote-controls"></div>{title}</div><blockquote>{body}</blockquote></aside>'


CASES = {
    "a quote names and links who said it and where": (
        quote('data-username="ada.l" data-post="3" data-topic="12"', '<img class="avatar" src="x"> ada.l:'),
        '<blockquote><cite><a href="/people/ada.l/">Ada Lovelace</a> <a href="/t/imported/old/12/3/">#3</a></cite><p>Yes.</p></blockquote>',
    ),
    "a quote of somebody who is not here": (
        quote('data-username="Bob"', "Bob:"),
        "<blockquote><cite>Bob</cite><p>Yes.</p></blockquote>",
    ),
    "a quote by its head alone": (
        quote("", "Ada.L:"),
        '<blockquote><cite><a href="/people/ada.l/">Ada Lovelace</a></cite><p>Yes.</p></blockquote>',
    ),
    "a quote of nobody": ('<aside class="quote"><blockquote><p>Yes.</p></blockquote></aside>', "<blockquote><p>Yes.</p></blockquote>"),
    "a topic shown in a post": (
        quote('data-post="1" data-topic="12"', '<a href="https://forum.example/t/s/12">Sun</a> <a class="badge-wrapper bullet" href="/c/3">X</a>', "Words"),
        '<blockquote><cite><a href="/t/imported/old/12/1/">Sun</a></cite><p>Words</p></blockquote>',
    ),
    "a preview of a page": (
        ('<aside class="onebox a"><header><a href="https://x.example/p">x.example</a></header><img class="thumbnail" src="t.png">'
         '<h3><a href="https://x.example/p">Title</a></h3><p>Says.</p></aside>'),
        '<blockquote><cite><a href="https://x.example/p">Title</a></cite><p>Says.</p></blockquote>',
    ),
    "a preview without words": (
        '<aside class="onebox"><header><a href="https://x.example/">x.example</a></header></aside>',
        '<p><a href="https://x.example/">x.example</a></p>',
    ),
    "quoted lines of a file": (
        ('<aside class="onebox"><h4><a href="https://x.example/f.c">f.c</a></h4><pre class="onebox"><code class="lang-auto">'
         '<ol class="start lines" start="7"><li>int a;\n</li>\n<li>int b;\n</li></ol></code></pre></aside>'),
        '<blockquote><cite><a href="https://x.example/f.c">f.c</a></cite><figure class="code"><pre><code>int a;\nint b;\n</code></pre></figure></blockquote>',
    ),
    "a picture is a link": (
        '<p>See <img src="//cdn.example/a/shot.png" alt="50" width="9"></p>',
        '<p>See <a href="https://cdn.example/a/shot.png">Picture: shot.png</a></p>',
    ),
    "a picture without a name": ('<img src="/uploads/2ef8ede6685ce6854cfe.png" alt="image">', '<p><a href="https://forum.example/uploads/2ef8ede6685ce6854cfe.png">Picture</a></p>'),
    "a picture that opens a larger one": (
        '<div class="lightbox-wrapper"><a class="lightbox" href="https://cdn.example/big.png" title="The sun"><img src="https://cdn.example/small.png"><div class="meta"><span>big 9 kB</span></div></a></div>',
        '<p><a href="https://cdn.example/big.png">Picture: The sun</a></p>',
    ),
    "emoji are characters, others keep their name": (
        '<p><img class="emoji" title=":smile:"> <img class="emoji" title=":+1:t3:"> <img class="emoji" title=":mrgreen:"></p>',
        "<p>😄 👍🏼 :mrgreen:</p>",
    ),
    "a spoiler between words": (
        '<p>It is <span class="spoiler">the cat</span> again.</p>',
        "<p>It is</p><details><summary>Spoiler</summary>the cat</details><p>again.</p>",
    ),
    "details stay": (
        "<details><summary>Log</summary><p>a</p></details>",
        "<details><summary>Log</summary><p>a</p></details>",
    ),
    "code with its language": (
        '<pre><code class="lang-cpp">int a;</code></pre>',
        '<figure class="code"><figcaption>cpp</figcaption><pre><code><span class="tok-k">int</span> a;\n</code></pre></figure>',
    ),
    "code of no language": ("<pre><code>a &lt; b</code></pre>", '<figure class="code"><pre><code>a &lt; b\n</code></pre></figure>'),
    "a mention": ('<p><a class="mention" href="/u/ada.l">@Ada.L</a></p>', '<p><a href="/people/ada.l/" class="mention">@Ada.L</a></p>'),
    "a mention of nobody": ('<p><a class="mention" href="/u/bob">@bob</a> <span class="mention">@std</span></p>', "<p>@bob @std</p>"),
    "a video": (
        '<div class="lazyYT" data-youtube-id="4hTjuasbP10" data-youtube-title="Trees"></div>',
        '<p><a href="https://www.youtube.com/watch?v=4hTjuasbP10">Recording: Trees</a></p>',
    ),
    "a player of another site": (
        '<iframe src="https://player.example/1" title="Flap"></iframe>',
        '<p><a href="https://player.example/1">Recording: Flap</a></p>',
    ),
    "a film": (
        '<div class="onebox video-onebox"><video controls=""><source src="https://x.example/a.mp4"><a href="https://x.example/a.mp4">x</a></source></video></div>',
        '<p><a href="https://x.example/a.mp4">Recording: a.mp4</a></p>',
    ),
    "an attachment": (
        '<a class="attachment" href="/uploads/x.csv">x.csv</a>',
        '<p><a href="https://forum.example/uploads/x.csv">x.csv</a></p>',
    ),
    "a date": ('<p><span class="discourse-local-date" data-date="2022-05-22">22 May 22 UTC</span></p>', "<p>22 May 22 UTC</p>"),
    "headings begin at the third": ('<h1><a name="a" class="anchor" href="#a"></a>A</h1><h2>B</h2>', "<h3>A</h3><h4>B</h4>"),
    "the largest heading is the third": ("<h3>A</h3><p>a</p><h5>B</h5>", "<h3>A</h3><p>a</p><h4>B</h4>"),
    "letters that were bold in phpBB": ('<p><span class="bbcode-b">B</span><span class="bbcode-i">I</span></p>', "<p><strong>B</strong><em>I</em></p>"),
    "a quote in brackets": (
        "<p>[quote=“Ada.L”]One<br>two</p>\n<p>three[/quote]<br>\nfour</p>",
        '<blockquote><cite><a href="/people/ada.l/">Ada Lovelace</a></cite><p>One<br>two</p><p>three</p></blockquote><p>four</p>',
    ),
    "quotes in quotes in brackets": (
        "<p>[quote][quote=Bob]a[/quote]b[/quote]c</p>",
        "<blockquote><blockquote><cite>Bob</cite><p>a</p></blockquote><p>b</p></blockquote><p>c</p>",
    ),
    "brackets that do not close stay": ("<p>[quote=Bob]a</p><p>b</p>", "<p>[quote=Bob]a</p><p>b</p>"),
    "brackets in code stay": ("<pre><code>[quote]a[/quote]</code></pre>", '<figure class="code"><pre><code>[quote]a[/quote]\n</code></pre></figure>'),
    "a table": (
        '<div class="md-table"><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table></div>',
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("cooked", "html"), CASES.values(), ids=CASES)
def test_becomes(cooked, html):
    assert turned(cooked)[0] == html


def test_what_is_written_stays_as_it_is_when_cleaned_again():
    from trialogue.core.markup import render

    for cooked, _html in CASES.values():
        once = ours(cooked, Surroundings("old", "forum.example", {"ada.l": ADA}, frozenset([12])))
        assert render(once, source_format="html").html == once


def test_nothing_of_a_script_or_form_passes():
    hostile = (
        "<script>alert(1)</script><p onclick=x style=x id=top hx-get=/x data-x=1>a<svg><a>b</a></svg></p>"
        "<form action=/x><input><button>c</button></form><style>p{}</style><!-- d --><object>e</object>"
    )
    assert turned(hostile)[0] == "<p>a</p><p>c</p>"


def test_losses_are_counted():
    _html, where = turned('<p><img src="https://x.example/a.png"> <a class="mention" href="/u/bob">@bob</a></p>')
    assert where.lost == {"pictures, kept as links": 1, "mentions of people who are not here, kept as text": 1}
