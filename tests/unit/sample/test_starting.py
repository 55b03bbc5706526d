"""The sample at the start of a site: where nothing ever was, once, and never again."""

from pathlib import Path

import pytest

from talkpython_site.documents import ImportRun, SampleLoad, utc_now
from talkpython_site.importing.runs import Run
from talkpython_site.sample import starting
from talkpython_site.sample.removing import LOCK, SOURCE, remove
from talkpython_site.sample.starting import load_where_empty
from talkpython_site.settings import Settings
from tests.connections import make_settings
from tests.factories import make_person
from tests.killing import SECONDS, do, processes
from tests.samples import count, small, start_site, stores

pytestmark = pytest.mark.usefixtures("clean")

NEVER = -1  # writes after which a process would be killed


@pytest.fixture
def site(database_uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A site that wants the sample, of which a small part will do."""
    monkeypatch.setattr(starting, "read_sample", small)
    return make_settings(database_uri, tmp_path, sample__load="true")


def start(site: Settings) -> list[str]:
    said: list[str] = []
    load_where_empty(site, said.append)
    return said


def test_it_comes_into_an_empty_site_and_the_owner_hears_of_it(site: Settings) -> None:
    (said,) = start(site)
    assert said.startswith("Loading the sample")
    assert "talkpython sample remove" in said
    assert count()["episodes"] == 2
    assert start(site) == []


def test_only_where_the_settings_say_so(site: Settings, database_uri: str) -> None:
    assert start(make_settings(database_uri, site.var)) == []
    assert not any(count().values())


def test_never_again_after_a_removal(site: Settings) -> None:
    start(site)
    remove(stores(site.var))
    assert start(site) == []
    assert not any(count().values())


def test_never_where_anything_was(site: Settings) -> None:
    make_person()
    assert start(site) == []
    assert count()["podcasts"] == 0


def test_never_after_an_import_that_left_nothing(site: Settings) -> None:
    ImportRun(source="feed.xml", started_at=utc_now()).insert()
    assert start(site) == []


def test_a_load_that_was_stopped_is_finished(site: Settings) -> None:
    SampleLoad(id="sample", day=utc_now()).insert()
    make_person()
    assert len(start(site)) == 1
    assert count()["episodes"] == 2


def test_two_processes_at_once(database_uri: str, tmp_path: Path) -> None:
    """Whoever is later finds it loaded, or being loaded."""
    work = NEVER, database_uri, start_site, (database_uri, str(tmp_path))
    starting_up = [processes.Process(target=do, args=work) for _ in range(2)]
    for process in starting_up:
        process.start()
    for process in starting_up:
        process.join(SECONDS)
    assert [process.exitcode for process in starting_up] == [0, 0]
    assert count() == {"podcasts": 2, "episodes": 30, "people": 12, "topics": 12}


def test_while_another_process_loads_it(site: Settings) -> None:
    with Run(SOURCE, LOCK):
        assert start(site)[1:] == ["Another process is loading it."]
    assert not any(count().values())


def test_a_full_disk_does_not_keep_the_site_from_starting(
    site: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    (site.var / "media").write_text("in the way")
    assert len(start(site)) == 1
    assert "the sample is not loaded" in caplog.text
    assert count()["podcasts"] == 0
