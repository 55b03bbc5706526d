"""Pictures in texts: shown where they are kept here, and a link everywhere else."""

import re

import pytest

from talkpython_site.markdown import render
from talkpython_site.markdown.notes import read_notes
from talkpython_site.markdown.pictures import whole

SITE = "https://longwave.example"
HERE = f"{SITE}/episodes/deep/7/tides"
KEY, TALL, TINY, LOST = ("a" * 64, "b" * 64, "c" * 64, "d" * 64)
SIZES = {KEY: (1400, 933), TALL: (700, 1400), TINY: (90, 60)}
OF_KEY = (
    f'<img src="/pictures/{KEY}/640.webp" srcset="/pictures/{KEY}/320.webp 320w, '
    f'/pictures/{KEY}/640.webp 640w, /pictures/{KEY}/1400.webp 1400w" '
    'sizes="(max-width: 640px) 92vw, 592px" width="1400" height="933" alt="{}" loading="lazy">'
)


def seen(source: str) -> str:
    return str(read_notes(source, HERE, None, SIZES.get)).strip()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (f"![A chart](/pictures/{KEY}/1400.webp)", "A chart"),
        (f"![A chart]({SITE}/pictures/{KEY}/160.jpg)", "A chart"),
        (f"![](/pictures/{KEY}/1400.webp)", ""),
        (f'![a "b" \\[c\\] <d>](/pictures/{KEY}/640.jpg)', "a &quot;b&quot; [c] &lt;d&gt;"),
        (f"![x][1]\n\n[1]: /pictures/{KEY}/640.jpg", "x"),
    ],
    ids=["own", "whole", "silent", "signs", "apart"],
)  # fmt: skip
def test_a_kept_picture_is_shown_in_its_room(source: str, words: str) -> None:
    assert seen(source) == f"<p>{OF_KEY.format(words)}</p>"


@pytest.mark.parametrize(
    ("source", "link"),
    [
        (f"![x](/pictures/{LOST}/1400.webp)", f"{SITE}/pictures/{LOST}/1400.webp"),
        (f"![x](https://b.example/pictures/{KEY}/1400.webp)", f"https://b.example/pictures/{KEY}/1400.webp"),
        (f"![x](//b.example/pictures/{KEY}/1400.webp)", f"https://b.example/pictures/{KEY}/1400.webp"),
        (f"![x](http://longwave.example/pictures/{KEY}/1400.webp)", f"http://longwave.example/pictures/{KEY}/1400.webp"),
        (f"![x](/pictures/{KEY}/original)", f"{SITE}/pictures/{KEY}/original"),
        (f"![x](/pictures/{KEY.upper()}/640.webp)", f"{SITE}/pictures/{KEY.upper()}/640.webp"),
        ("![x](/pictures/1-7-dd698330.svg)", f"{SITE}/pictures/1-7-dd698330.svg"),
        ("![x](https://b.example/a.png)", "https://b.example/a.png"),
    ],
    ids=["lost", "another site", "no scheme", "http", "original", "capitals", "drawing", "outside"],
)  # fmt: skip
def test_every_other_picture_is_a_link(source: str, link: str) -> None:
    assert seen(source) == f'<p><a href="{link}" rel="nofollow noopener">x</a></p>'


def test_a_picture_may_be_the_words_of_a_link() -> None:
    html = seen(f"[![The chart](/pictures/{KEY}/640.webp)](https://b.example/)")

    shown = OF_KEY.format("The chart")
    assert html == f'<p><a href="https://b.example/" rel="nofollow noopener">{shown}</a></p>'
    silent = seen(f"[![](/pictures/{KEY}/640.webp)](https://b.example/)")
    assert 'alt="Picture"' in silent
    rendered = render(
        f'<p><a href="https://b.example/"><img src="/pictures/{KEY}/640.webp" alt="Tides"></a></p>',
        HERE, sizes=SIZES.get,
    )  # fmt: skip
    assert rendered.links == (("Tides", "https://b.example/"),)


@pytest.mark.parametrize(
    ("key", "widths", "room"),
    [(TALL, ["160w", "320w", "700w"], 'width="700" height="1400"'), (TINY, ["90w"], 'width="90"')],
    ids=["tall", "tiny"],
)
def test_each_width_is_the_one_it_has(key: str, widths: list[str], room: str) -> None:
    html = seen(f"![x](/pictures/{key}/640.webp)")

    assert re.findall(r" (\d+w)", html) == widths
    assert room in html


@pytest.mark.parametrize(
    "attributes",
    ['srcset="https://b.example/x.png 2x"', 'onerror="alert(1)"', 'style="position:fixed"',
     'width="1" height="1000000"', 'sizes="9999px" class="x" id="notes"'],
    ids=["srcset", "script", "style", "size", "others"],
)  # fmt: skip
def test_html_says_of_a_picture_only_what_it_shows(attributes: str) -> None:
    html = f'<p><img src="/pictures/{KEY}/640.webp" {attributes} alt="x"></p>'

    assert render(html, HERE, sizes=SIZES.get).html == f"<p>{OF_KEY.format('x')}</p>"


def test_where_no_pictures_are_known_none_is_shown() -> None:
    html = f'<p><img src="/pictures/{KEY}/640.webp" alt="x"> <a href="/b">y</a></p>'

    assert "<img" not in render(html, HERE).html
    assert "<img" not in render(html, None, sizes=SIZES.get).html
    assert f'<a href="{SITE}/b"' in render(html, HERE, sizes=SIZES.get).html


@pytest.mark.parametrize("address", ["//b.example/x", "/x", "javascript:alert(1)", "data:a,b"])
def test_links_are_as_safe_beside_pictures(address: str) -> None:
    html = seen(f'![x](/pictures/{KEY}/640.webp) <a href="{address}">y</a>')

    hrefs = re.findall(r'href="([^"]*)"', html)
    assert all(each.startswith("https://") for each in hrefs)


def test_a_feed_names_pictures_whole_and_as_jpeg() -> None:
    html = f'<p>{OF_KEY.format("a &quot;b&quot;")} &lt;img src="/pictures/{KEY}/640.webp"</p>'

    assert whole(html, SITE) == (
        f'<p><img src="{SITE}/pictures/{KEY}/1400.jpg" width="1400" height="933" '
        f'alt="a &quot;b&quot;" loading="lazy"> &lt;img src="/pictures/{KEY}/640.webp"</p>'
    )
    assert whole("<p>words</p>", SITE) == "<p>words</p>"
