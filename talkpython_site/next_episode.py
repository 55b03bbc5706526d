"""What a new episode begins with: the number after the last one, and who makes the podcast."""

from collections.abc import Iterable, Mapping
from datetime import date

from bson import ObjectId
from pyramid.request import Request

from talkpython_site.catalogue.cards import PodcastCard
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.episode_names import person_line
from talkpython_site.text_fields import Texts


def next_in(request: Request, snapshot: Snapshot, podcast: PodcastCard) -> Texts:
    """As texts of the form."""
    today = request.now.astimezone(request.site.site_zone).date()
    people = hosts_at(podcast, today, snapshot.names_of_people)
    return {**next_number(snapshot, podcast.id), "people": people}


def next_number(snapshot: Snapshot, podcast_id: ObjectId) -> dict[str, str]:
    """What follows the highest number of a podcast, in the season of that; 1 in an empty one."""
    cards = [card for card in snapshot.episodes.values() if card.podcast == podcast_id]
    numbered = [card for card in cards if card.number is not None]
    if not numbered:
        return {"number": "" if cards else "1"}
    last = max(numbered, key=lambda card: (card.season or 0, card.number or 0))
    season = "" if last.season is None else str(last.season)
    return {"number": str((last.number or 0) + 1), "season": season}


def hosts_at(podcast: PodcastCard, day: date, names: Mapping[ObjectId, str]) -> str:
    """Who makes a podcast on a day, as lines of an episode: so it would be without people."""
    found = podcast.people_at(day)
    return "\n".join(person_line(names[each], role) for each, role in found if each in names)


def offers(cards: Iterable[PodcastCard], beginnings: Mapping[ObjectId, Texts]) -> list[str]:
    """What comes next in each podcast that may be chosen, in words."""
    return [
        f"{place(its)} in \u2068{card.title}\u2069"
        for card in cards
        if (its := beginnings[card.id])["number"]
    ]


def place(beginning: Texts) -> str:
    """``13``, or ``season 2, 13``."""
    season = beginning.get("season")
    return f"season {season}, {beginning['number']}" if season else beginning["number"]
