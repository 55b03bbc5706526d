"""Where the files of the sample are kept, and how they go again."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from talkpython_site.media import MediaFolder
from talkpython_site.pictures import PictureFolder
from talkpython_site.sample.files import digest
from talkpython_site.sample.reading import Sample
from talkpython_site.sample.teaching import key_of
from talkpython_site.settings import Settings
from talkpython_site.uploads import Uploads

MEDIA, PICTURE = "media", "picture"


class Stores(NamedTuple):
    """Our own storage of audio and of pictures; a file is named ``media:<key>`` or
    ``picture:<hash>``.
    """

    media: MediaFolder
    pictures: PictureFolder
    uploads: Uploads

    def keep(self, sample: Sample) -> None:
        """Keep every file; those that are here already cost little. Raises ``OSError``."""
        for picture in sample.pictures:
            self.pictures.keep(picture.read_bytes())
        for episode in sample.episodes:
            with episode.audio.open("rb") as source:
                self.media.keep(source, "mp3")
        for path, ending in taught_files(sample):
            with path.open("rb") as source:
                self.media.keep(source, ending)

    def delete(self, names: Iterable[str]) -> None:
        """Nothing happens where one is gone already."""
        for name in names:
            kind, _, key = name.partition(":")
            (self.media if kind == MEDIA else self.pictures).delete(key)


def stores_of(settings: Settings) -> Stores:
    media = MediaFolder(settings.var / "media")
    uploads = Uploads(settings.var / "uploads", media, settings.uploads_largest_bytes)
    return Stores(media, PictureFolder(settings.var / "pictures"), uploads)


def files_of(sample: Sample) -> list[str]:
    """The names that the sample's files will have, before they are kept."""
    pictures = [f"{PICTURE}:{digest(picture)}" for picture in sample.pictures]
    spoken = [f"{MEDIA}:{each.media}" for each in sample.episodes]
    taught = [f"{MEDIA}:{key_of(*each)}" for each in taught_files(sample)]
    return [*pictures, *spoken, *taught]


def taught_files(sample: Sample) -> Iterator[tuple[Path, str]]:
    """What lectures show and give to take along, each with its ending."""
    for course in sample.courses:
        yield from course.files
