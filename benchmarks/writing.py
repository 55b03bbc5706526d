"""What writers wait for: notes of 10,000 words as their page will show them, made at each pause."""

import http.client
import random
import time
from collections.abc import Iterator, Mapping
from statistics import quantiles
from urllib.parse import urlencode

from rich.console import Console
from rich.table import Table

from benchmarks.admin import FORM, TOKEN, make_editor
from benchmarks.generating import clear, generate
from benchmarks.measuring import Server, cpu_seconds
from benchmarks.processes import site
from talkpython_site.documents import Podcast

EPISODES = 2_000
WORDS = (1_000, 10_000)
ASKED = 60
LETTERS = "abcdefghilmnoprstu"
PARAGRAPH = 80  # words, among them one in bold, one in italics, a link and a time code


def measure_writing(console: Console, environment: Mapping[str, str]) -> None:
    """Print a table; empties the database before and after."""
    clear()
    generate(EPISODES)
    cookie = f"account={make_editor()}; csrf={TOKEN}"
    fields = {"csrf_token": TOKEN, "podcast": str(Podcast.objects.first().id), "number": "9001"}
    table = Table("words", "kB", "p50 ms", "p95", "CPU", title="Preview of notes")
    with site(environment) as server:
        for words in WORDS:
            form = {**fields, "title": "Ebb", "duration": "1:00:00", "notes": notes(words)}
            numbers = (len(form["notes"]) / 1000, *times(server, cookie, urlencode(form)))
            table.add_row(f"{words:,}", *(f"{number:.1f}" for number in numbers))
    console.print(table)
    clear()


def notes(words: int) -> str:
    """The same at every run."""
    chance = random.Random(words)
    return "\n\n".join(paragraph(chance, n) for n in range(words // PARAGRAPH))


def paragraph(chance: random.Random, number: int) -> str:
    words = ["".join(chance.choices(LETTERS, k=chance.randint(2, 9))) for _ in range(PARAGRAPH)]
    words[10], words[20] = f"**{words[10]}**", f"*{words[20]}*"
    words[30] = f"[{words[30]}](https://tides.example/{words[30]})"
    words[40] = f"[{number % 60}:{chance.randint(10, 59)}]"
    heading = f"## {' '.join(words[:4])}\n\n" if number % 8 == 0 else ""
    return heading + " ".join(words)


def times(server: Server, cookie: str, body: str) -> tuple[float, float, float]:
    """Milliseconds as the page that asks sees them, and of the processor."""
    list(answers(server, cookie, body, 5))  # nothing is cold
    before = cpu_seconds(server.pid)
    seconds = list(answers(server, cookie, body, ASKED))
    cut = quantiles(seconds, n=20)
    spent = (cpu_seconds(server.pid) - before) / ASKED
    return cut[9] * 1000, cut[18] * 1000, spent * 1000


def answers(server: Server, cookie: str, body: str, number: int) -> Iterator[float]:
    """Raises ``RuntimeError`` where notes are not shown."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    for _ in range(number):
        started = time.perf_counter()
        connection.request("POST", "/admin/notes", body, {**FORM, "Cookie": cookie})
        answer = connection.getresponse()
        shown = answer.read()
        if answer.status != 200 or b"#listen" not in shown:
            raise RuntimeError(f"notes were answered with {answer.status}")
        yield time.perf_counter() - started
    connection.close()
