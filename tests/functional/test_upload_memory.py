"""A served process that takes large files, in pieces and in one: its memory does not grow."""

import http.client
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from talkpython_site.documents import Podcast, Upload
from talkpython_site.settings import Settings
from tests.audio import FRAME
from tests.factories import make_episode, make_podcast, make_sign_in
from tests.made import with_made
from tests.served import Served, served
from tests.uploading import PIECE, UPLOADS, editor_account

MEGABYTE = 2**20
SIZE = 690_000 * len(FRAME)
NOTES = 7_000_000
CHUNK = 8 * MEGABYTE
GROWTH = 40 * MEGABYTE
TOKEN = "b" * 40
BEGIN = (
    f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{TOKEN}\r\n'
    '--x\r\nContent-Disposition: form-data; name="do"\r\n\r\naudio\r\n'
    '--x\r\nContent-Disposition: form-data; name="audio_file"; filename="a.mp3"\r\n\r\n'
).encode()
END = b"\r\n--x--\r\n"


@pytest.fixture
def show(clean: None) -> Podcast:  # noqa: ARG001 - the database is emptied first
    return make_podcast()


@pytest.fixture
def site(app: Any, settings: Settings, made: Path, tmp_path: Path) -> Iterator[Served]:  # noqa: ARG001 - compiles the templates
    var = with_made(tmp_path / "var", made)
    with served(MONGODB_URI=settings.mongodb_uri, TALKPYTHON_VAR=str(var)) as process:
        yield process


def most_memory(site: Served) -> int:
    """The most bytes that the process ever held."""
    status = Path(f"/proc/{site.process.pid}/status").read_text()
    (line,) = [each for each in status.splitlines() if each.startswith("VmHWM:")]
    return int(line.split()[1]) * 1024


def headers(show: Podcast, **more: str) -> dict[str, str]:
    cookie = f"account={make_sign_in(editor_account(show))}; csrf={TOKEN}"
    named = {name.replace("_", "-"): value for name, value in more.items()}
    return {"Cookie": cookie, "X-CSRF-Token": TOKEN, "Tus-Resumable": "1.0.0", **named}


def sound(size: int) -> Iterator[bytes]:
    block = FRAME * (CHUNK // 16 // len(FRAME))
    while size:
        yield block[:size]
        size -= len(block[:size])


def test_pieces_are_forgotten_once_they_lie_on_the_disk(site: Served, show: Podcast) -> None:
    own = headers(show)
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)) as connection:
        connection.request("POST", UPLOADS, headers={**own, "Upload-Length": str(SIZE)})
        answer = connection.getresponse()
        answer.read()
        path = answer.headers["Location"].partition(str(site.port))[2]
        before = most_memory(site)
        for offset in range(0, SIZE, CHUNK):
            piece = b"".join(sound(SIZE))[offset : offset + CHUNK]
            named = {**own, "Upload-Offset": str(offset), "Content-Type": PIECE}
            connection.request("PATCH", path, piece, named)
            answer = connection.getresponse()
            assert (answer.status, answer.read()) == (204, b"")
    assert most_memory(site) - before < GROWTH
    assert Upload.objects.get().state == "here"


def test_a_form_with_a_large_file_is_not_read_into_memory(site: Served, show: Podcast) -> None:
    own = headers(show, Content_Type="multipart/form-data; boundary=x")
    own["Content-Length"] = str(len(BEGIN) + SIZE + len(END))
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)) as connection:
        connection.request("GET", "/sign-in")
        connection.getresponse().read()
        before = most_memory(site)
        body = iter([BEGIN, *sound(SIZE), END])
        connection.request("POST", "/admin/episodes/files", body, own)
        answer = connection.getresponse()
        assert (answer.status, b"It is here, and plays once" in answer.read()) == (200, True)
    assert most_memory(site) - before < GROWTH
    assert Upload.objects.get().state == "here"


def test_notes_that_are_too_long_by_far_come_back(site: Served, show: Podcast) -> None:
    episode = make_episode(show, state="draft")
    own = headers(show, Origin=f"http://127.0.0.1:{site.port}")
    own["Content-Type"] = "application/x-www-form-urlencoded"
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)) as connection:
        before = most_memory(site)
        body = f"title=Tides&notes={'x' * NOTES}&csrf_token={TOKEN}"
        connection.request("POST", f"/admin/episodes/{episode.id}", body, own)
        answer = connection.getresponse()
        page = answer.read()
        assert answer.status == 413
        assert b"That is more than this page can take" in page
        assert b'name="title" value="Tides"' in page
        assert b"x" * NOTES + b"</textarea>" in page
    assert most_memory(site) - before < 20 * NOTES


def test_elsewhere_a_large_body_is_not_taken(site: Served) -> None:
    for path in ("/", "/admin/episodes", "/admin/uploads", "/%FF"):
        with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)) as connection:
            connection.putrequest("POST", path)
            connection.putheader("Content-Length", str(3 * MEGABYTE))
            connection.endheaders()
            assert connection.getresponse().status == 413
