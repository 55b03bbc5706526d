"""Loads the sample at the start of a site that has never had any content."""

import logging
from collections.abc import Callable

import pymongo

from talkpython_site.documents import (
    Course,
    Episode,
    ImportRun,
    Interview,
    Person,
    Podcast,
    SampleLoad,
    Topic,
)
from talkpython_site.documents.sample_load import THE_ONE
from talkpython_site.importing.runs import BusyError, Run
from talkpython_site.program import program
from talkpython_site.sample.loading import LOAD_SECONDS, SampleError, load_within
from talkpython_site.sample.reading import read_sample
from talkpython_site.sample.removing import LOCK, SOURCE
from talkpython_site.sample.stores import stores_of
from talkpython_site.settings import Settings

log = logging.getLogger(__name__)

CONTENT = (Podcast, Episode, Course, Interview, Person, Topic)


def load_where_empty(settings: Settings, progress: Callable[[str], None]) -> None:
    """Load the sample where ``sample.load`` says so and nothing was ever here, or finish a load.

    Raises ``PyMongoError``. What else stands against it is told, and the site starts without.
    """
    if not settings.sample_load or not is_wanted():
        return
    progress(f"Loading the sample … ({program()} sample remove takes it away again)")
    try:
        with pymongo.timeout(LOAD_SECONDS), Run(SOURCE, LOCK) as run:
            if is_wanted():  # nobody was faster
                load_within(run, read_sample(), stores_of(settings))
    except BusyError:
        progress("Another process is loading it.")
    except (OSError, SampleError) as error:
        log.warning("the sample is not loaded: %s", error)


def is_wanted() -> bool:
    """Whether this database has never had any content, or a load was stopped midway."""
    row = SampleLoad.objects(id=THE_ONE).first()
    if row is not None:
        return row.loaded_at is None and row.removed_at is None
    content = [kind.objects for kind in CONTENT]
    traces = [ImportRun.objects(source__ne=SOURCE), *content]
    return not any(each.only("id").as_pymongo().first() for each in traces)
