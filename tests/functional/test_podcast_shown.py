"""What editors say of a podcast, where listeners and apps look for it."""

from datetime import UTC, datetime

from talkpython_site.documents import Credit, Podcast
from tests.conftest import Visit
from tests.factories import make_episode, make_person, make_podcast
from tests.reading import texts
from tests.reading_feeds import channel_of, every, said, told


def hosted() -> Podcast:
    old, new = make_person("Ines Okafor"), make_person("Ben Shy")
    people = [
        Credit(person=old.id, role="host", since="2019", until="2023-05"),
        Credit(person=new.id, role="host", since="2023-06"),
    ]
    return make_podcast("Deep", slug="deep", people=people)


def test_hosts_are_shown_with_their_time(visit: Visit) -> None:
    hosted()
    faces = texts(visit.get("/podcasts/deep"), "//ul[@class='faces']/li")
    assert faces == ["BSBen Shy host, since 2023-06", "IOInes Okafor host, 2019–2023-05"]


def test_the_feed_names_who_hosts_it_now(visit: Visit) -> None:
    hosted()
    channel = channel_of(visit, "deep")
    assert said(channel, "podcast:person") == ["Ben Shy"]
    assert said(channel, "itunes:author") == ["Ben Shy"]


def test_an_episode_has_the_hosts_of_its_day(visit: Visit) -> None:
    show = hosted()
    make_episode(show, number=1, slug="a", published_at=datetime(2023, 5, 31, 9, tzinfo=UTC))
    make_episode(show, number=2, slug="b", published_at=datetime(2023, 6, 1, 9, tzinfo=UTC))
    for place, name in (("1/a", "Ines Okafor"), ("2/b", "Ben Shy")):
        faces = texts(visit.get(f"/episodes/deep/{place}"), "//ul[@class='faces']/li//bdi")
        assert faces[:1] == [name]


def test_a_finished_one_says_so(visit: Visit) -> None:
    make_podcast("Deep", slug="deep", phase="finished", phase_note="That was all.", rhythm_days=7)
    page = visit.get("/podcasts/deep")
    assert texts(page, "//p[@class='facts']/b") == ["Finished"]
    assert texts(page, "//p[@class='phase-note']") == ["That was all."]
    assert "Every week" not in page
    channel = channel_of(visit, "deep")
    assert said(channel, "itunes:complete") == ["Yes"]
    assert said(channel, "podcast:updateFrequency") == ["That was all."]
    assert told(channel, "podcast:updateFrequency") == [{"complete": "true"}]
    assert "Finished" in texts(visit.get("/podcasts"), "//ol/li")[0]


def test_a_paused_one_says_so(visit: Visit) -> None:
    make_podcast("Deep", slug="deep", phase="paused")
    assert texts(visit.get("/podcasts/deep"), "//p[@class='facts']/b") == ["Paused"]
    channel = channel_of(visit, "deep")
    assert said(channel, "itunes:complete") == []
    assert said(channel, "podcast:updateFrequency") == ["Paused"]


def test_the_rhythm_is_told(visit: Visit) -> None:
    make_podcast("Deep", slug="deep", rhythm_days=14, rhythm_weekday=1)
    assert "Every other Tuesday" in visit.get("/podcasts/deep")
    channel = channel_of(visit, "deep")
    assert said(channel, "podcast:updateFrequency") == ["Every other Tuesday"]
    rule = {"rrule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"}
    assert told(channel, "podcast:updateFrequency") == [rule]


def test_a_feed_gives_out_the_newest_alone(visit: Visit) -> None:
    show = make_podcast("Deep", slug="deep", feed_items=2)
    for number in range(4):
        make_episode(show, title=f"Tide {number}")
    make_episode(show, title="Not out yet", enclosure=None)
    titles = said(channel_of(visit, "deep"), "item/title")
    assert titles == ["Tide 3", "Tide 2"]
    assert "5 episodes" in visit.get("/podcasts/deep")


def test_a_feed_that_moves_says_where(visit: Visit) -> None:
    make_podcast("Deep", slug="deep", new_feed_url="https://new.example/rss")
    assert said(channel_of(visit, "deep"), "itunes:new-feed-url") == ["https://new.example/rss"]
    assert texts(visit.get("/podcasts/deep"), "//p[@class='address']") == [
        "https://new.example/rss"
    ]


def test_what_a_hand_spoilt_takes_no_feed_away(visit: Visit) -> None:
    show = make_podcast("Deep", slug="deep")
    make_episode(show)
    spoilt = {"rhythm_days": "x", "rhythm_weekday": [], "feed_items": "many", "phase": 7}
    Podcast.collection().update_one({"_id": show.id}, {"$set": spoilt})
    channel = channel_of(visit, "deep")
    assert said(channel, "title") == ["Deep"]
    assert len(every(channel, "item")) == 1
