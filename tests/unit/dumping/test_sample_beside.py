"""A load and a site that starts meanwhile and would bring its sample: one of them waits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from talkpython_site.documents import ImportRun, SampleLoad
from talkpython_site.dumping.checking import check
from talkpython_site.dumping.loading import load
from talkpython_site.dumping.manifest import DumpError
from talkpython_site.importing.runs import Run
from talkpython_site.sample.removing import LOCK, SOURCE
from tests.dumps import Site, empty_database, everything, silent
from tests.killing import killed_after
from tests.samples import start_site

pytestmark = pytest.mark.usefixtures("clean")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """One with a dump and an empty database."""
    site = Site(tmp_path / "var").fill()
    ImportRun.collection().delete_many({})  # loaded first, it would do by itself
    site.dump(tmp_path / "dump")
    yield site
    empty_database()


def test_a_site_that_starts_meanwhile_brings_no_sample(
    database_uri: str, site: Site, tmp_path: Path
) -> None:
    before = everything()
    empty_database()

    @contextmanager
    def starting(_word: str, _total: int | None) -> Iterator[Callable[[int], None]]:
        start_site(database_uri, str(tmp_path / "other"))
        yield lambda _count: None

    load(check(tmp_path / "dump", silent), site.media, site.pictures, starting)

    assert everything() == before


def load_it(var: str, folder: str) -> None:
    """In a process of its own."""
    Site(Path(var)).load(Path(folder))


def test_nor_does_one_that_starts_after_a_load_was_killed(
    database_uri: str, site: Site, tmp_path: Path
) -> None:
    before = everything()
    empty_database()
    assert killed_after(1, database_uri, load_it, str(site.var), str(tmp_path / "dump"))

    start_site(database_uri, str(tmp_path / "other"))
    assert SampleLoad.objects.first() is None
    site.load(tmp_path / "dump")

    assert everything() == before


def test_while_the_sample_comes_in_nothing_is_loaded(site: Site, tmp_path: Path) -> None:
    empty_database()
    with Run(SOURCE, LOCK), pytest.raises(DumpError, match=r"^The sample is being loaded or .*\.$"):
        site.load(tmp_path / "dump")

    assert [run.source for run in ImportRun.objects] == [SOURCE]
    assert set(everything()) == {"import_runs"}
