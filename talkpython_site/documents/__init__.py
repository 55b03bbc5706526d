"""Every document class, in one place to import from."""

from talkpython_site.documents.base import (
    Changeable,
    Listed,
    NotUniqueError,
    SaveConditionError,
    Stored,
)
from talkpython_site.documents.episode import Chapter, Enclosure, Episode, TranscriptLink
from talkpython_site.documents.import_run import ImportRun
from talkpython_site.documents.moments import utc_now
from talkpython_site.documents.person import Person
from talkpython_site.documents.podcast import Credit, Link, Podcast
from talkpython_site.documents.sample_load import SampleLoad
from talkpython_site.documents.topic import Topic

__all__ = [
    "DOCUMENTS",
    "Changeable",
    "Chapter",
    "Credit",
    "Enclosure",
    "Episode",
    "ImportRun",
    "Link",
    "Listed",
    "NotUniqueError",
    "Person",
    "Podcast",
    "SampleLoad",
    "SaveConditionError",
    "Stored",
    "Topic",
    "TranscriptLink",
    "utc_now",
]

DOCUMENTS: tuple[type[Stored], ...] = (Podcast, Episode, Person, Topic, ImportRun, SampleLoad)
