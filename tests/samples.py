"""The sample in tests: small parts of it, loaded and removed, also in processes of their own."""

from pathlib import Path
from typing import Any

from mongoengine import get_db

from talkpython_site.documents.interview import PICTURE
from talkpython_site.media import MediaFolder
from talkpython_site.pictures import PictureFolder
from talkpython_site.sample.loading import load
from talkpython_site.sample.reading import Sample, read_sample
from talkpython_site.sample.removing import remove
from talkpython_site.sample.starting import load_where_empty
from talkpython_site.sample.stores import Stores
from talkpython_site.uploads import Uploads
from tests.connections import make_settings
from tests.imports import everything


def stores(folder: Path) -> Stores:
    media = MediaFolder(folder / "media")
    uploads = Uploads(folder / "uploads", media, 10**6)
    return Stores(media, PictureFolder(folder / "pictures"), uploads)


def small(shows: int = 1, episodes: int = 2, names: int = 9) -> Sample:
    """The first shows with their first episodes, and those who are heard there.

    Of the people and topics of each the first few.
    """
    whole = read_sample()
    cut = tuple(
        show._replace(
            told=naming(show.told, names),
            episodes=tuple(
                each._replace(told=naming(each.told, names)) for each in show.episodes[:episodes]
            ),
        )
        for show in whole.shows[:shows]
    )
    told = [*(show.told for show in cut), *(each.told for show in cut for each in show.episodes)]
    heard = {word for each in told for word in each["people"]}
    people = {word: facts for word, facts in whole.people.items() if word in heard}
    return Sample(cut, people)


def taught() -> Sample:
    """One course alone, of a lecture with a film and one with a file to take along."""
    whole = read_sample()
    (course,) = (each for each in whole.courses if each.name == "tomorrows-tides")
    told = {**course.told, "chapters": course.told["chapters"][:1], "topics": ["Tides"]}
    lectures = (course.lectures[0], course.lectures[2])
    return Sample(
        (), {"mattis": whole.people["mattis"]}, (course._replace(told=told, lectures=lectures),)
    )


def asked() -> Sample:
    """One interview alone: its portrait, one who asks, one who answers, and a drawing."""
    whole = read_sample()
    (interview,) = (each for each in whole.interviews if each.drawings)
    first = [each for each in interview.passages if each.who in {"", "wrenna"}]
    drawn = [each for each in first if each.kind == PICTURE]
    told = naming(interview.told, 3)
    told = {**told, "people": {w: r for w, r in told["people"].items() if w != "teodor"}}
    cut = interview._replace(
        told={**told, "topics": ["Fog"]},
        passages=(*first[:5], drawn[0]),
        drawings=interview.drawings[:1],
    )
    people = {word: whole.people[word] for word in told["people"]}
    return Sample((), people, (), (cut,))


def naming(told: dict[str, Any], names: int) -> dict[str, Any]:
    """What a file tells, with no more people and topics than that."""
    people = dict(list(told["people"].items())[:names])
    return {**told, "people": people, "topics": told.get("topics", [])[:names]}


def load_smallest(folder: str) -> None:
    """One of everything. In a process of its own words are pickled."""
    load(small(1, 1, 1), stores(Path(folder)))


def load_taught(folder: str) -> None:
    load(taught(), stores(Path(folder)))


def load_asked(folder: str) -> None:
    load(asked(), stores(Path(folder)))


def remove_it(folder: str) -> None:
    remove(stores(Path(folder)))


def start_site(uri: str, folder: str) -> None:
    """What the start of a site does before it has read anything."""
    load_where_empty(make_settings(uri, Path(folder), sample__load="true"), lambda _line: None)


def count() -> dict[str, int]:
    return {name: len(documents) for name, documents in everything().items()}


def restore(stored: dict[str, list[dict[str, Any]]]) -> None:
    """Store what was found by ``stored_everything``, and nothing else."""
    forget()
    for name, documents in stored.items():
        get_db()[name].insert_many(documents)


def stored_everything() -> dict[str, list[dict[str, Any]]]:
    found = {name: list(get_db()[name].find()) for name in get_db().list_collection_names()}
    return {name: documents for name, documents in found.items() if documents}


def forget() -> None:
    """Empty the database, keeping files: they are dear to make."""
    for name in get_db().list_collection_names():
        get_db()[name].delete_many({})
