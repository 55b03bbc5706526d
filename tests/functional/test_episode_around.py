"""What stands around an episode: the ones before and after it, and others like it."""

from typing import Any

from tests.factories import make_episode, make_podcast, make_topic
from tests.reading import texts


def address(podcast: Any, episode: Any) -> str:
    return f"/episodes/{podcast.slug}/{episode.key}/{episode.slug}"


def test_before_after_and_related(visit: Any) -> None:
    podcast, tides = make_podcast(), make_topic("tides")
    before, here, after = (make_episode(podcast) for _ in range(3))
    other = make_episode(make_podcast(), topics=[tides])
    here.topics = [tides.id]
    here.change()

    page = visit.get(address(podcast, here))

    assert texts(page, "//nav[@class='neighbours']//b") == [before.title, after.title]
    assert texts(page, "//section[@class='related']//*[@class='row-title']") == [other.title]


def test_a_show_of_nobody_and_nothing_goes_on_with_its_newest(visit: Any) -> None:
    podcast = make_podcast()
    made = [make_episode(podcast) for _ in range(9)]

    page = visit.get(address(podcast, made[2]))

    assert texts(page, "//section[@class='related']/h2") == ["Newest of the show"]
    rows = texts(page, "//section[@class='related']//*[@class='row-title']")
    assert rows == [each.title for each in made[8:3:-1]]
