"""Where the files of the sample are kept, and how they go again."""

from collections.abc import Iterable
from typing import NamedTuple

from talkpython_site.media import MediaFolder
from talkpython_site.pictures import PictureFolder
from talkpython_site.sample.reading import Sample, digest
from talkpython_site.settings import Settings

MEDIA, PICTURE = "media", "picture"


class Stores(NamedTuple):
    """Our own storage of audio and of pictures; a file is named ``media:<key>`` or
    ``picture:<hash>``.
    """

    media: MediaFolder
    pictures: PictureFolder

    def keep(self, sample: Sample) -> None:
        """Keep every file; those that are here already cost little. Raises ``OSError``."""
        for show in sample.shows:
            self.pictures.keep(show.artwork.read_bytes())
        for episode in sample.episodes:
            with episode.audio.open("rb") as source:
                self.media.keep(source, "mp3")

    def delete(self, names: Iterable[str]) -> None:
        """Nothing happens where one is gone already."""
        for name in names:
            kind, _, key = name.partition(":")
            (self.media if kind == MEDIA else self.pictures).delete(key)


def stores_of(settings: Settings) -> Stores:
    return Stores(MediaFolder(settings.var / "media"), PictureFolder(settings.var / "pictures"))


def files_of(sample: Sample) -> list[str]:
    """The names that the sample's files will have, before they are kept."""
    pictures = [f"{PICTURE}:{digest(show.artwork)}" for show in sample.shows]
    return pictures + [f"{MEDIA}:{each.media}" for each in sample.episodes]
