"""Our feed of an imported show, imported into an empty site, gives the same show again."""

from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId
from mongoengine import get_db

from talkpython_site.catalogue.shown import BEFORE_ALL
from talkpython_site.documents import Episode, Person, Podcast
from talkpython_site.importing.feeds.reader import read
from talkpython_site.importing.feeds.writing import write_feed
from tests.conftest import Visit
from tests.feeds import AUDIO, item, real_feeds, rss

PEOPLE = """
    <podcast:person>Abdul Siddiq</podcast:person>
    <atom:contributor><atom:name>Femke de Wit</atom:name></atom:contributor>
    <podcast:person role="Author" group="Writing" href="https://example.org/i">Ines Okafor</podcast:person>
"""  # noqa: E501 - one element
SAME_DAY = "<pubDate>Tue, 05 Mar 2024 06:30:00 GMT</pubDate>"
SHOW = f"""
    <title>Deep &amp; Harbour</title><link>https://deep.example</link><language>en</language>
    <atom:link rel="self" href="https://feeds.example/deep.xml"/>{PEOPLE}
"""


def carried_over(visit: Visit, path: Path, ours: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a feed brought to an empty site, and what our feed of that brings to another one."""
    write_feed(read(path), path.name)
    address = f"/podcasts/{Podcast.objects.scalar('slug').first()}/feed.xml"
    ours.write_bytes(visit.get(address).body)
    before = survivors()
    for name in ("podcasts", "episodes", "people", "topics"):
        get_db()[name].delete_many({})
    write_feed(read(ours), ours.name)
    return before, survivors()


def survivors() -> dict[str, Any]:
    """What an app knows a show and its episodes by, in the order of every list."""
    names = {person.id: person.name for person in Person.objects}
    podcast = Podcast.collection().find_one({}) or {}
    episodes = Episode.collection().find({"podcast": podcast["_id"]})
    return {
        **{name: podcast.get(name) for name in ("guid", "title", "categories")},
        "heard": heard(podcast, names),
        "episodes": [survivor(each, names) for each in sorted(episodes, key=place, reverse=True)],
    }


def place(stored: dict[str, Any]) -> tuple[Any, ...]:
    number = stored.get("number") or 0
    return (stored.get("published_at") or BEFORE_ALL, number, stored["_id"])


def survivor(stored: dict[str, Any], names: dict[ObjectId, str]) -> dict[str, Any]:
    moment, enclosure = stored.get("published_at"), stored["enclosure"]
    fields = ("guid", "title", "season", "number", "duration_seconds", "published_precision")
    return {
        **{name: stored.get(name) for name in fields},
        "at": moment and moment.replace(microsecond=0),  # RSS has seconds
        "plays": (enclosure["url"], enclosure.get("size_bytes")),
        "heard": heard(stored, names),
    }


def heard(stored: dict[str, Any], names: dict[ObjectId, str]) -> list[tuple[str | None, ...]]:
    return [
        (names[credit["person"]], credit.get("role"), credit.get("group"))
        for credit in stored.get("people") or ()
    ]


def test_a_show_survives(visit: Visit, tmp_path: Path) -> None:
    rich = """<title>Ebb &lt;and&gt; flow</title><guid>HTTPS://odd guid/?a=1&amp;b=2</guid>
        <itunes:season>2</itunes:season><itunes:episode>3</itunes:episode>
        <itunes:duration>1:02:03</itunes:duration>"""
    path = tmp_path / "theirs.xml"
    path.write_text(rss(item(rich + PEOPLE), item(name="older"), channel=SHOW), encoding="utf-8")

    before, after = carried_over(visit, path, tmp_path / "ours.xml")

    assert before == after
    assert [each["guid"] for each in after["episodes"]] == ["HTTPS://odd guid/?a=1&b=2", "older"]
    assert after["heard"] == [
        ("Abdul Siddiq", "host", None),
        ("Ines Okafor", "author", "writing"),
        ("Femke de Wit", None, None),
    ]


def test_episodes_of_one_date_keep_their_order(visit: Visit, tmp_path: Path) -> None:
    items = [
        f"<item><title>{name}</title><guid>{name}</guid>{SAME_DAY}{AUDIO.format(name)}</item>"
        for name in ("third", "second", "first")
    ]
    path = tmp_path / "theirs.xml"
    path.write_text(rss(*items, channel=SHOW), encoding="utf-8")

    before, after = carried_over(visit, path, tmp_path / "ours.xml")

    assert before == after
    assert [each["title"] for each in after["episodes"]] == ["third", "second", "first"]


@pytest.mark.uncounted
@pytest.mark.parametrize("path", real_feeds("*.xml", "*.rss"))
def test_a_real_show_survives(visit: Visit, tmp_path: Path, path: Path) -> None:
    before, after = carried_over(visit, path, tmp_path / "ours.xml")

    assert before["guid"]
    assert before == after
