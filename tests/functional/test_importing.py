"""``talkpython import feed``: what its owner reads, whatever the file is."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pymongo import MongoClient

from talkpython_site.documents import Podcast
from talkpython_site.scripts import main
from tests.connections import connected_to
from tests.feeds import rss
from tests.imports import TITLE, dated, everything, numbered

pytestmark = pytest.mark.usefixtures("clean")

AWAY = "mongodb://127.0.0.1:1/away"
BOMB = (
    '<!DOCTYPE rss [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]><rss><channel><title>&a11;</title></channel></rss>"
)
OUTSIDE = (
    '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>'
)
NOTHING: dict[str, list[object]] = {"podcasts": [], "episodes": [], "people": [], "topics": []}


@pytest.fixture
def environ(database_uri: str, tmp_path: Path) -> dict[str, str]:
    """This test's own database and folder."""
    return {
        "MONGODB_URI": database_uri,
        "TALKPYTHON_VAR": str(tmp_path / "var"),
        "TALKPYTHON_SITE_URL": "https://longwave.example",
    }


def bring_in(environ: dict[str, str], *words: str) -> Result:
    """The command, run in this process; never with a traceback."""
    result = CliRunner().invoke(main, ["import", "feed", *words], env=environ)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def file(folder: Path, feed: str, name: str = "feed.xml") -> str:
    path = folder / name
    path.write_text(feed)
    return str(path)


def refusal(result: Result) -> str:
    """The one sentence that ends a command that failed."""
    assert result.exit_code == 1
    assert result.stdout in {"", "Reading …\n", "Reading …\nWriting …\n"}
    (sentence,) = result.stderr.splitlines()
    return sentence.removeprefix("Error: ")


def test_a_show_is_brought_in_and_brought_up_to_date(
    environ: dict[str, str], tmp_path: Path
) -> None:
    feed = file(tmp_path, dated(1, numbered(1), "<item><title>Blog</title></item>"))
    first = bring_in(environ, feed)
    assert first.exit_code == 0
    lines = first.stdout.splitlines()
    assert lines[:5] == [
        "Reading …",
        "Writing …",
        "",
        "Deep Harbour",
        "a new podcast (it was not known here)",
    ]
    assert lines[5].startswith("1 new, 0 changed, 0 unchanged, 1 set aside, in ")
    assert lines[6] == "https://longwave.example/podcasts/deep-harbour"
    assert lines[7:] == ["", "Set aside (1)", "  Blog: it has no enclosure"]
    assert first.stderr == ""
    again = bring_in(environ, file(tmp_path, dated(2, numbered(1), numbered(2))))
    assert "a podcast that is here already (known by its episodes)" in again.stdout
    assert "\n1 new, 0 changed, 1 unchanged, 0 set aside, in " in again.stdout


def test_the_podcast_can_be_named(
    environ: dict[str, str], tmp_path: Path, database_uri: str
) -> None:
    feed = file(tmp_path, dated(1, numbered(1)))
    said = bring_in(environ, feed, "--podcast", "harbour-7").stdout
    assert "\na new podcast (no other is called harbour-7)\n" in said
    said = bring_in(environ, feed, "--podcast", "harbour-7").stdout
    assert "\na podcast that is here already (named by --podcast)\n" in said
    with connected_to(database_uri):
        assert [podcast.slug for podcast in Podcast.objects] == ["harbour-7"]


@pytest.mark.parametrize(
    ("slug", "advice"),
    [
        ("Deep Harbour", ": did you mean deep-harbour?"),
        ("a/b", ": did you mean a-b?"),
        ("", "."),
        ("\x1b[2J!", ": did you mean 2j?"),
        ("x" * 81, f": did you mean {'x' * 80}?"),
    ],
)
def test_a_podcast_of_no_address(
    environ: dict[str, str], tmp_path: Path, slug: str, advice: str
) -> None:
    result = bring_in(environ, file(tmp_path, dated(1, numbered(1))), "--podcast", slug)
    assert refusal(result).endswith(
        f"cannot be a podcast's address, which has small letters, digits and hyphens{advice}"
    )
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Deep Harbour, a podcast", "has no XML in it, so it is no feed."),
        ("<!DOCTYPE html><html><title>x</title><p>a<br></html>", "is a web page, not a feed."),
        ("", "is empty."),
        ("<opml><body/></opml>", "is XML, but no feed: <opml> holds no channel."),
        (BOMB, "defines entities of its own, which a feed may not do."),
        (OUTSIDE, "defines entities of its own, which a feed may not do."),
    ],
    ids=["text", "web page", "empty", "other XML", "billion laughs", "external entity"],
)
def test_a_file_that_is_no_feed(
    environ: dict[str, str], tmp_path: Path, content: str, said: str
) -> None:
    assert said in refusal(bring_in(environ, file(tmp_path, content)))
    assert everything() == NOTHING


def test_what_is_no_file(environ: dict[str, str], tmp_path: Path) -> None:
    assert "is a folder" in refusal(bring_in(environ, str(tmp_path)))
    missing = str(tmp_path / "\x1b[2Jno\nfile.xml")
    sentence = refusal(bring_in(environ, missing))
    assert sentence.endswith("�[2Jno�file.xml” cannot be read: No such file or directory.")


def test_a_file_of_200_megabytes(environ: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "large.xml"
    with path.open("wb") as large:
        large.truncate(200 * 1024**2)
    sentence = refusal(bring_in(environ, str(path)))
    assert sentence.endswith("has 200 MB; a feed may have up to 64 MB.")


def test_a_name_that_is_no_text_and_an_encoding_that_lacks_letters(
    environ: dict[str, str], tmp_path: Path
) -> None:
    name = os.fsdecode(b"caf\xe9.xml")
    feed = file(tmp_path, dated(1, numbered(1), title="<title>東京の夜</title>"), name)
    runner = CliRunner(charset="latin-1")
    result = runner.invoke(main, ["import", "feed", feed], env=environ)
    assert result.exit_code == 0
    assert "\n????\na new podcast (it was not known here)\n" in result.stdout
    assert "/podcasts/dong-jing-noye\n" in result.stdout


def test_a_database_that_is_away(environ: dict[str, str], tmp_path: Path) -> None:
    environ["MONGODB_URI"] = AWAY
    result = bring_in(environ, file(tmp_path, dated(1, numbered(1))))
    assert refusal(result).startswith("The database does not answer: ")


def test_a_database_that_refuses(
    environ: dict[str, str], tmp_path: Path, database_uri: str
) -> None:
    environ["MONGODB_URI"] = uri = database_uri.replace("_test", "_refusing_test")
    with MongoClient[dict[str, object]](uri) as client:
        own = client.get_default_database()
        own.create_collection("episodes", validator={"title": "never"})
        result = bring_in(environ, file(tmp_path, dated(1, numbered(1))))
        client.drop_database(own.name)
    assert refusal(result) == (
        "The database refuses it (Document failed validation): 0 of 1 episodes are in."
        " The same command finishes it."
    )


def test_what_is_said_about_titles_is_only_words(environ: dict[str, str], tmp_path: Path) -> None:
    title = "<title>[bold]No[/] &#x202E;gpj</title>"
    feed = rss(f"<item>{title}</item>", channel=TITLE.replace("Deep", "[red]"))
    said = bring_in(environ, file(tmp_path, feed)).stdout
    assert "\n[red] Harbour\n" in said
    assert "\n  [bold]No[/] �gpj: it has no enclosure\n" in said
