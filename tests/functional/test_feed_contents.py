"""What feeds say of shows and episodes, read by lxml."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from talkpython_site.documents import Credit, Enclosure, Episode, Link, Podcast, TranscriptLink
from talkpython_site.sample.loading import load
from talkpython_site.sample.reading import read_sample
from talkpython_site.sample.stores import Stores
from tests.conftest import Visit
from tests.factories import make_episode, make_person, make_topic
from tests.feeds import item, rss
from tests.imports import bring_in
from tests.reading_feeds import GUID, HERE, channel_of, every, items, make_deep, said, titles, told

# Apple's requirements for podcasts and episodes, and PSP-1's.
SHOW_NEEDS = (
    "atom:link", "title", "description", "link", "language", "itunes:category", "itunes:explicit",
    "itunes:image", "podcast:locked", "podcast:guid", "itunes:author",
)  # fmt: skip
ITEM_NEEDS = ("title", "enclosure", "guid")
OF_SHOW = {
    "title": ["Deep Harbour"], "link": [f"{HERE}/podcasts/deep"], "language": ["pt-BR"],
    "description": ["<p>Conversations about software that lasts.</p>"], "copyright": ["Harbour"],
    "itunes:subtitle": ["Talk under water."], "itunes:author": ["Abdul Siddiq"],
    "itunes:explicit": ["true"], "itunes:type": ["serial"], "podcast:guid": [GUID],
    "podcast:locked": ["yes"], "podcast:medium": ["audiobook"],
    "podcast:updateFrequency": ["Every Tuesday"], "podcast:funding": ["Join"],
    "podcast:person": ["Abdul Siddiq"], "itunes:owner/itunes:name": ["Harbour Audio"],
    "itunes:owner/itunes:email": ["owner@deep.example"],
}  # fmt: skip
OF_ITEM = {
    "title": ["Ebb"], "link": [f"{HERE}/episodes/deep/s2e7/ebb"], "guid": [" any Thing/?x=1&y=2 "],
    "pubDate": ["Tue, 05 Mar 2024 06:30:00 GMT"], "description": ["Short &amp; sweet."],
    "content:encoded": ["<p>Long notes.</p>"], "itunes:title": ["Ebb"], "itunes:duration": ["3492"],
    "itunes:season": ["2"], "itunes:episode": ["7"], "itunes:episodeType": ["bonus"],
    "itunes:explicit": ["true"], "podcast:season": ["2"], "podcast:episode": ["7"],
    "podcast:person": ["Ines Okafor"], "category": ["tides"],
}  # fmt: skip


def test_a_show_without_much_has_what_directories_require(visit: Visit) -> None:
    make_episode(
        make_deep(description_html=None), number=None, notes_html=None, summary=None, teaser=None,
        kind=None, published_at=None, duration_seconds=None,
        enclosure=Enclosure(url="https://m.example/a"),
    )  # fmt: skip

    channel = channel_of(visit)
    (item,) = every(channel, "item")

    assert all(len(every(channel, name)) == 1 for name in SHOW_NEEDS)
    assert all(len(every(item, name)) == 1 for name in ITEM_NEEDS)
    assert said(channel, "itunes:explicit") == said(item, "itunes:explicit") == ["false"]
    assert said(channel, "description") == ["Deep Harbour"]
    assert said(channel, "itunes:author") == ["Longwave"]
    assert said(channel, "language") == ["en"]
    assert told(item, "enclosure") == [
        {"url": "https://m.example/a", "length": "0", "type": "audio/mpeg"}
    ]
    assert not every(item, "pubDate")
    assert not every(item, "description")


@pytest.mark.parametrize("elsewhere", [None, "https://art.example/7.jpg"])
def test_an_episode_has_its_own_picture(visit: Visit, elsewhere: str | None) -> None:
    make_episode(make_deep(artwork="a" * 64), artwork="b" * 64, artwork_url=elsewhere)

    (item,) = every(channel_of(visit), "item")

    address = f"{HERE}/pictures/{'b' * 64}/1400.jpg"
    assert told(item, "itunes:image") == [{"href": address}]


def test_pictures_in_notes_have_whole_addresses(visit: Visit) -> None:
    picture = f'<img src="/pictures/{"c" * 64}/640.webp" alt="Tides">'
    make_episode(make_deep(), notes_html=f"<p>{picture}</p>", summary=None)

    (item,) = every(channel_of(visit), "item")

    absolute = f'<p><img src="{HERE}/pictures/{"c" * 64}/1400.jpg" alt="Tides"></p>'
    assert said(item, "content:encoded") == said(item, "description") == [absolute]


def test_a_category_is_never_guessed(visit: Visit) -> None:
    make_deep(categories=[])
    assert not every(channel_of(visit), "itunes:category")


def test_a_show_tells_what_is_known(visit: Visit) -> None:
    host = make_person("Abdul Siddiq", slug="abdul")
    make_deep(
        subtitle="Talk under water.", language="pt_BR", copyright="Harbour", kind="serial",
        owner_name="Harbour Audio", owner_email="owner@deep.example", is_explicit=True,
        is_locked=True, medium="audiobook", update_frequency="Every Tuesday",
        categories=[["Technology"], ["Education", "How To"]],
        funding=[Link(label="Join", url="https://join.example"), Link(url="mailto:a@b.example")],
        people=[Credit(person=host.id, role="host", group="cast"), Credit(role="lost")],
    )  # fmt: skip

    channel = channel_of(visit)

    assert {name: said(channel, name) for name in OF_SHOW} == OF_SHOW
    assert told(channel, "podcast:locked") == [{"owner": "owner@deep.example"}]
    person = {"role": "host", "group": "cast", "href": f"{HERE}/people/abdul"}
    assert told(channel, "podcast:person") == [person]
    ways = [{"text": "Technology"}, {"text": "Education"}]
    assert told(channel, "itunes:category") == ways
    assert told(channel, "itunes:category/itunes:category") == [{"text": "How To"}]
    link = {"href": f"{HERE}/podcasts/deep/feed.xml", "rel": "self", "type": "application/rss+xml"}
    assert told(channel, "atom:link") == [link]


def test_an_episode_tells_what_is_known(visit: Visit) -> None:
    guest = make_person("Ines Okafor", slug="ines")
    make_episode(
        make_deep(), key="s2e7", slug="ebb", guid=" any Thing/?x=1&y=2 ", title="Ebb", season=2,
        number=7, kind="bonus", is_explicit=True, artwork_url="https://art.example/7.jpg",
        published_at=datetime(2024, 3, 5, 6, 30, tzinfo=UTC), duration_seconds=3492,
        notes_html="<p>Long notes.</p>", summary="Short & sweet.", people=[guest],
        topics=[make_topic("tides")], chapters_url="https://deep.example/7.json",
    )  # fmt: skip

    (item,) = items(visit)

    assert {name: said(item, name) for name in OF_ITEM} == OF_ITEM
    assert told(item, "guid") == [{"isPermaLink": "false"}]
    assert told(item, "itunes:image") == [{"href": "https://art.example/7.jpg"}]
    json = {"url": "https://deep.example/7.json", "type": "application/json+chapters"}
    assert told(item, "podcast:chapters") == [json]
    assert told(item, "podcast:person") == [{"role": "guest", "href": f"{HERE}/people/ines"}]


def test_transcripts_that_lie_elsewhere(visit: Visit) -> None:
    make_episode(make_deep(), transcripts=[
        TranscriptLink(url="https://t.example/7.srt", language="en", rel="captions"),
        TranscriptLink(url="https://t.example/7", type="text/vtt"),
        TranscriptLink(url="file:///7.txt"),
    ])  # fmt: skip

    (item,) = items(visit)

    assert told(item, "podcast:transcript") == [
        {"url": "https://t.example/7.srt", "type": "application/x-subrip", "language": "en",
         "rel": "captions"},
        {"url": "https://t.example/7", "type": "text/vtt"},
    ]  # fmt: skip


def test_audio_that_is_kept_here_has_its_address_and_size(visit: Visit) -> None:
    media = "a" * 64 + ".mp3"
    kept = Enclosure(media=media, url="https://old.example/1.mp3", size_bytes=812_345)
    make_episode(make_deep(), key="7", slug="ebb", enclosure=kept)

    (item,) = items(visit)

    assert told(item, "enclosure") == [
        {"url": f"{HERE}/episodes/deep/7/ebb.mp3", "length": "812345", "type": "audio/mpeg"}
    ]


@pytest.mark.parametrize(
    ("known", "address"),
    [
        ({"artwork": "b" * 64}, f"{HERE}/pictures/{'b' * 64}/1400.jpg"),
        ({"artwork_url": "https://art.example/deep.png"}, "https://art.example/deep.png"),
        ({"artwork_url": "/deep.png"}, None),
    ],
)
def test_the_picture(visit: Visit, known: dict[str, str], address: str | None) -> None:
    make_deep(**known)

    channel = channel_of(visit)

    ((href,),) = (tuple(each.values()) for each in told(channel, "itunes:image"))
    assert said(channel, "image/url") == [href]
    assert href == address if address else href.startswith(f"{HERE}/pictures/")
    assert href.endswith((".jpg", ".png"))


def test_hostile_words_stay_words(visit: Visit) -> None:
    evil = "]]></title><script>alert(1)</script>\x0b\x00\ufffe&amp;"
    podcast = make_deep(title=evil, subtitle=evil, author=evil, categories=[[evil]])
    make_episode(podcast, title=evil, guid=evil, notes_html=evil, summary=evil, kind=evil)

    (item,) = items(visit)

    clean = "]]></title><script>alert(1)</script>&amp;"
    assert titles([item]) == said(item, "guid") == said(item, "content:encoded") == [clean]
    # A description is HTML: what was no HTML is escaped once more.
    escaped = "]]&gt;&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;"
    assert said(item, "description") == [escaped]


def test_the_samples_have_what_directories_require(visit: Visit) -> None:
    registry = visit.app.registry
    load(read_sample(), Stores(registry.media, registry.pictures, registry.uploads))
    for podcast in Podcast.objects:
        channel = channel_of(visit, podcast.slug)
        found = every(channel, "item")
        assert len(found) == Episode.objects.of(podcast.id).count() > 1
        assert all(every(channel, name) for name in SHOW_NEEDS)
        assert all(every(item, name) for item in found for name in (*ITEM_NEEDS, "pubDate"))
        # Each file is kept here, and its size is known to the byte.
        played = [told(each, "enclosure")[0] for each in found]
        for each in played:
            file = visit.head(each["url"].removeprefix(HERE))
            assert (file.content_length, file.content_type) == (int(each["length"]), each["type"])


def test_an_imported_show_has_what_directories_require(visit: Visit, tmp_path: Path) -> None:
    own = "<title>Deep</title><itunes:category text='Technology'/>"
    bring_in(tmp_path, rss(item(), item(name="ebb"), channel=own), "deep")
    channel = channel_of(visit)
    assert all(every(channel, name) for name in SHOW_NEEDS)
    assert all(every(each, name) for each in every(channel, "item") for name in ITEM_NEEDS)
