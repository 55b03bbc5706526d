"""What is looked at before an episode is published: what blocks, and what only warns."""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from bson import ObjectId

from talkpython_site import media
from talkpython_site.addresses import is_of_file, web_address
from talkpython_site.catalogue.cards import EpisodeCard
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.checks import Check, Severity, Verdict
from talkpython_site.documents import Enclosure, Episode
from talkpython_site.episode_others import FULL, NUMBER, OF_OTHERS, shared, taken

LONGEST_TITLE = 100  # characters: apps cut off what comes after
UNKNOWN_SIZE = 1  # bytes: feeds write 0 or 1 where nobody knows
AUDIO = frozenset({"audio", "audio-gone", "audio-address", "audio-type", "audio-size"})
FEED = frozenset({"title", "guid", "audio", "audio-address", "audio-type", "artwork"})
MARKDOWN = "markdown"
PLAIN_HTTP = "http://"
HTTP_IN_HTML = re.compile(r"""\b(?:href|src)=["']?http://""", re.IGNORECASE)
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]*(;.*)?", re.IGNORECASE | re.ASCII)


# What blocks first, each in the order of the form.
CHECKS: Mapping[str, Check] = {
    "title": Check(Severity.BLOCKS, "title", "It has no title.", "no title"),
    "guid": Check(
        Severity.BLOCKS, "title", "It has no guid: the feed cannot tell it apart.", "no guid"
    ),
    "number": Check(
        Severity.BLOCKS, "number", "Another episode of its season and kind has its number.",
        "number taken",
    ),
    "slug": Check(
        Severity.BLOCKS, "slug", "Another episode has its address: type another one.",
        "address taken",
    ),
    "audio": Check(Severity.BLOCKS, "audio", "It has no audio.", "no audio"),
    "audio-gone": Check(
        Severity.BLOCKS, "audio", "The file of its audio is not here any more: upload it again.",
        "file of the audio gone",
    ),
    "audio-address": Check(
        Severity.BLOCKS, "audio", "Its audio has no whole address: the feed has to name its file.",
        "audio without a whole address",
    ),
    "audio-type": Check(
        Severity.BLOCKS, "audio_type", "The type of its audio is not known; feeds have to tell it.",
        "type of the audio unknown",
    ),
    "artwork": Check(
        Severity.BLOCKS, "artwork", "Its artwork has no whole address: the feed has to name it.",
        "artwork without a whole address",
    ),
    "notes": Check(Severity.BLOCKS, "notes", "It has no notes.", "no notes"),
    "long-title": Check(
        Severity.WARNS, "title", f"Its title has over {LONGEST_TITLE} characters: apps cut it.",
        "long title",
    ),
    "number-season": Check(
        Severity.WARNS, "number",
        "Another episode has its number: one is in a season, the other in none.", "number twice",
    ),
    "audio-http": Check(
        Severity.WARNS, "audio", "Its audio comes by http: some apps do not play that.",
        "audio by http",
    ),
    "audio-size": Check(
        Severity.WARNS, "audio_bytes", "Nobody knows how many bytes its audio has.", "size unknown"
    ),
    "summary": Check(Severity.WARNS, "summary", "It has no summary.", "no summary"),
    "notes-http": Check(
        Severity.WARNS, "notes", "Its notes lead to http addresses.", "http links in the notes"
    ),
    "links-http": Check(
        Severity.WARNS, "links", "Its links lead to http addresses.", "http links"
    ),
    "chapters": Check(Severity.WARNS, "chapters", "It has no chapters.", "no chapters"),
    "chapters-http": Check(
        Severity.WARNS, "chapters", "Its chapters lead to http addresses.",
        "http links in chapters",
    ),
    "sponsors-http": Check(
        Severity.WARNS, "sponsors", "A sponsor’s link leads to an http address.",
        "http links of sponsors",
    ),
}  # fmt: skip


def checks_of(episode: Episode, snapshot: Snapshot | None = None) -> list[str]:
    """The keys of what is wrong, in the order of the table.

    Without a ``snapshot`` what depends on other episodes stays as it was when last looked at.
    """
    found = {key for key, is_wrong in IN_CONTENT.items() if is_wrong(episode)}
    if snapshot is None:
        found |= OF_OTHERS & set(episode.checks)
    else:
        others = (card for card in snapshot.episodes.values() if card.id != episode.id)
        found |= taken(episode, others)
    return [key for key in CHECKS if key in found]


def look_at(episode: Episode, snapshot: Snapshot | None = None) -> None:
    """Put what is wrong into an episode, to be written with what else is changed."""
    found = checks_of(episode, snapshot)
    if found != episode.checks:
        episode.checks = found


def known(keys: Iterable[str]) -> list[Check]:
    """The checks of these keys, what blocks first; another version may know more of them."""
    given = set(keys)
    return [check for key, check in CHECKS.items() if key in given]


def blocking(keys: Iterable[str]) -> list[Check]:
    return [check for check in known(keys) if check.is_blocking]


def warning(keys: Iterable[str]) -> list[Check]:
    return [check for check in known(keys) if not check.is_blocking]


def verdict(episode: Episode, snapshot: Snapshot, folder: media.MediaFolder) -> Verdict:
    """As it was saved last, among what others are now and what is kept here."""
    keys = {*checks_of(episode, snapshot), *gone(episode, folder)}
    said = {
        "Its audio is there, with type and size": AUDIO,
        "It has notes": {"notes"},
        "Its number is free": NUMBER if episode.number is not None else None,
        "Its feed item is valid": FEED,
        "It has chapters": {"chapters"} if episode.chapters else None,
    }
    fine = [words for words, each in said.items() if each and not keys & each]
    return Verdict(blocking(keys), warning(keys), fine)


def checks_now(snapshot: Snapshot, cards: Iterable[EpisodeCard]) -> dict[ObjectId, list[Check]]:
    """Of episodes what was wrong when they were saved, and what others have now."""
    wanted = list(cards)
    podcasts = {card.podcast for card in wanted}
    shared_by = shared(card for card in snapshot.episodes.values() if card.podcast in podcasts)
    return {card.id: known({*card.checks} - OF_OTHERS | shared_by(card)) for card in wanted}


# What an episode says itself


def file_of(episode: Episode) -> Enclosure | None:
    """Its audio, wherever that lies."""
    file = episode.enclosure
    return file if file and (file.url or file.media) else None


def gone(episode: Episode, folder: media.MediaFolder) -> set[str]:
    """What only a look at the files tells; no card keeps it."""
    file = file_of(episode)
    is_gone = file is not None and file.media and not folder.has(file.media)
    return {"audio-gone"} if is_gone else set()


def lacks_address(episode: Episode) -> bool:
    """A file is kept here, or lies at an address of the web that names more than a host."""
    file = file_of(episode)
    address = web_address(file.url) if file else None
    return file is not None and not (file.media or (address and is_of_file(address)))


def lacks_type(episode: Episode) -> bool:
    """RSS asks for a type; told by nobody, it is made of the ending of the address."""
    file = file_of(episode)
    if file is None:
        return False
    given = (file.type or "").strip()
    return not MEDIA_TYPE.fullmatch(given) if given else ending_of(file) not in media.TYPES


def lacks_size(episode: Episode) -> bool:
    file = file_of(episode)
    return file is not None and (file.size_bytes or 0) <= UNKNOWN_SIZE


def ending_of(file: Enclosure) -> str:
    path = PurePosixPath(file.media or urlsplit(web_address(file.url) or "").path)
    return path.suffix.lower().removeprefix(".")


def lacks_notes(episode: Episode) -> bool:
    return not (episode.notes_source or episode.notes_html or "").strip()


def lacks_chapters(episode: Episode) -> bool:
    """Trailers and bonus items need none."""
    return (episode.kind or FULL) == FULL and not (episode.chapters or episode.chapters_url)


def lacks_artwork_address(episode: Episode) -> bool:
    given = episode.artwork_url
    return bool(given) and not episode.artwork and not web_address(given)


def plays_by_http(episode: Episode) -> bool:
    file = file_of(episode)
    return file is not None and not file.media and is_http(file.url)


def notes_lead_to_http(episode: Episode) -> bool:
    """Of Markdown as it was typed: what it is rendered to has links to the site itself."""
    if episode.notes_format == MARKDOWN:
        return PLAIN_HTTP in (episode.notes_source or "").lower()
    return bool(HTTP_IN_HTML.search(episode.notes_html or episode.notes_source or ""))


def is_http(address: str | None) -> bool:
    return (address or "").strip().lower().startswith(PLAIN_HTTP)


def any_http(addresses: Iterable[str | None]) -> bool:
    return any(map(is_http, addresses))


IN_CONTENT: Mapping[str, Callable[[Episode], bool]] = {
    "title": lambda episode: not (episode.title or "").strip(),
    "guid": lambda episode: not (episode.guid or "").strip(),
    "audio": lambda episode: file_of(episode) is None,
    "audio-address": lacks_address,
    "audio-type": lacks_type,
    "artwork": lacks_artwork_address,
    "notes": lacks_notes,
    "long-title": lambda episode: len(episode.title or "") > LONGEST_TITLE,
    "audio-http": plays_by_http,
    "audio-size": lacks_size,
    "summary": lambda episode: not (episode.summary or "").strip(),
    "notes-http": notes_lead_to_http,
    "links-http": lambda episode: any_http(each.url for each in episode.links),
    "chapters": lacks_chapters,
    "chapters-http": lambda episode: any_http(each.url for each in episode.chapters),
    "sponsors-http": lambda episode: any_http(each.url for each in episode.sponsors),
}
