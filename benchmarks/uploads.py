"""One gigabyte of audio, in pieces: how fast it comes, and what memory the site takes for it."""

import http.client
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from bson import ObjectId
from rich.console import Console
from rich.table import Table

from benchmarks.admin import TOKEN, make_editor
from benchmarks.generating import clear, generate
from benchmarks.measuring import Server
from benchmarks.processes import site
from talkpython_site.documents import Upload

SIZE = 1_000_000_000
PIECE = 8_388_608
FRAME = b"\xff\xfb\x18\xc0" + bytes(140)  # silence: MPEG-1 layer III, 32 kbit/s
UPLOADS = "/admin/uploads"


def measure_uploads(console: Console, environment: Mapping[str, str]) -> None:
    """Print the table; empties the database before and after."""
    clear()
    generate(1)
    cookie = f"account={make_editor()}; csrf={TOKEN}"
    with site(environment) as server:
        before = memory(server)
        started = time.perf_counter()
        last = send(server.port, cookie)
        seconds = time.perf_counter() - started
        grown = memory(server) - before
    state = Upload.objects.get().state
    table = Table("upload", "s", "MB/s", "last piece s", "memory before MB", "more", "it is")
    numbers = (seconds, SIZE / seconds / 1e6, last, before / 1e6, grown / 1e6)
    table.add_row(f"{SIZE / 1e9:.0f} GB", *(f"{number:.1f}" for number in numbers), state)
    console.print(table)
    clear()


def send(port: int, cookie: str) -> float:
    """Gives the seconds of the last piece, after which the whole file is looked at."""
    own = {"Cookie": cookie, "X-CSRF-Token": TOKEN, "Tus-Resumable": "1.0.0"}
    frames = FRAME * (PIECE // len(FRAME) + 2)
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        size = SIZE // len(FRAME) * len(FRAME)
        connection.request("POST", UPLOADS, headers={**own, "Upload-Length": str(size)})
        answer = connection.getresponse()
        answer.read()
        path = f"{UPLOADS}/{ObjectId(answer.headers['Location'].rpartition('/')[2])}"
        for offset in range(0, size, PIECE):
            start = offset % len(FRAME)
            piece = frames[start : start + min(PIECE, size - offset)]
            named = {
                "Upload-Offset": str(offset),
                "Content-Type": "application/offset+octet-stream",
            }
            began = time.perf_counter()
            connection.request("PATCH", path, piece, {**own, **named})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 204:
                raise RuntimeError(f"a piece was answered with {answer.status}")
    return time.perf_counter() - began


def memory(server: Server) -> int:
    """The most bytes that the process ever held."""
    status = Path(f"/proc/{server.pid}/status").read_text(encoding="ascii")
    (line,) = [each for each in status.splitlines() if each.startswith("VmHWM:")]
    return int(line.split()[1]) * 1024
