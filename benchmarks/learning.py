"""What students wait for: pages of the longest course, the bytes of a video, what players tell."""

import http.client
import io
import random
import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import count
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

from rich.console import Console
from rich.table import Table

from benchmarks.admin import FORM, TOKEN
from benchmarks.courses import generate_courses
from benchmarks.generating import clear, generate
from benchmarks.measuring import Asked, Measured, Server, cpu_seconds, measure
from benchmarks.processes import site
from talkpython_site.documents import Account, Course, Enrolment, Lecture, SignIn, utc_now
from talkpython_site.documents.email_address import email_key
from talkpython_site.documents.enrolment import ALL_PARTS, HALF, Played
from talkpython_site.media import MediaFolder
from talkpython_site.settings import load
from talkpython_site.sign_ins import hash_of

EPISODES = 500
SIZE, PART = 20_000_000, 1_000_000
WATCHED = 191  # lectures of 382, in part
CUES = 200
FIRST_HALF = 2**HALF - 1
LECTURE = "/courses/course-0/40/lecture-8"
PAGES = {
    "course, 382 lectures, half watched": "/courses/course-0",
    "lecture with video": LECTURE,
    "captions": "/courses/course-0/40/captions.en.vtt",
    "own courses": "/account/courses",
}


def measure_learning(console: Console, environment: Mapping[str, str], requests: int) -> None:
    """Print a table; empties the database before and after."""
    clear()
    generate(EPISODES)
    generate_courses()
    hold(Path(environment["TALKPYTHON_VAR"]))
    cookie = f"account={make_student()}; csrf={TOKEN}"
    table = Table("asked for", "clients", "p50 ms", "p95", "CPU", title="Students")
    with site(environment) as server:
        for page, path in PAGES.items():
            for clients in (1, 8):
                row(
                    table,
                    page,
                    clients,
                    measure(server, Asked(path, "", cookie), clients, requests),
                )
        row(table, "part of a video, 1 MB", 1, timed(server, requests, part(cookie)))
        row(table, "player event", 1, timed(server, requests, event(cookie)))
    console.print(table)
    clear()


def row(table: Table, name: str, clients: int, found: Measured) -> None:
    table.add_row(name, str(clients), *(f"{number:.2f}" for number in found.times))


def hold(var: Path) -> None:
    """Give the lecture a video that is kept here, and captions."""
    film = io.BytesIO(random.Random(1).randbytes(SIZE))
    kept = MediaFolder(load({"var": str(var)}, {}).var / "media").keep(film, "mp4")
    cues = (f"00:{n // 60:02}:{n % 60:02}.000 --> 00:{n // 60:02}:{n % 60:02}.900\nSaid {n}\n"
            for n in range(CUES))  # fmt: skip
    captions = [{"language": "en", "vtt": "WEBVTT\n\n" + "\n".join(cues)}]
    video = {"media": kept.key, "size_bytes": kept.size_bytes, "type": "video/mp4"}
    changed = {"$set": {"video": video, "captions": captions}}
    Lecture.collection().update_one({"key": 40, "course": longest().id}, changed)


def longest() -> Course:
    found: Course = Course.objects.get(slug="course-0")
    return found


def make_student() -> str:
    """Who is in the longest course, half of which they have watched, and in twenty others; gives
    what the cookie of their sign-in holds.
    """
    email, token, now = "student@example.org", "s" * 40, utc_now()
    account = Account(email=email, email_key=email_key(email), confirmed_at=now)
    account.call("Student")
    account.insert()
    until = now + timedelta(days=1)
    account.push_sign_in(
        SignIn(
            hash=hash_of(token), made_at=now, seen_at=now, expires_at=until, agent="", network=""
        )
    )
    for course in Course.objects.limit(20):
        Enrolment.enrol(course.id, account.id)
    Enrolment.begin_player(longest().id, account.id)
    for number, entry in enumerate(longest().lectures[:WATCHED], start=1):
        bits = ALL_PARTS if number % 3 else ALL_PARTS >> 60 | 0b1111 << 70
        played = Played(number, 60, bits & FIRST_HALF, bits >> HALF)
        Enrolment.note_played(longest().id, account.id, entry.key, played)
    return f"{account.id}.{token}"


Sent = tuple[str, str, str | None, dict[str, str], int]  # method, path, body, headers, status


def part(cookie: str) -> Iterator[Sent]:
    headers = {"Cookie": cookie, "Range": f"bytes={PART}-{2 * PART - 1}"}
    while True:
        yield "GET", "/courses/course-0/40/video.mp4", None, headers, 206


def event(cookie: str) -> Iterator[Sent]:
    headers = {**FORM, "Cookie": cookie}
    for n in count(1):
        told = {"session": 1, "count": n, "position": n % 600}
        body = urlencode({"csrf_token": TOKEN, **told, "first": 1 << n % HALF, "second": 0})
        yield "POST", "/courses/course-0/40/progress", body, headers, 204


def timed(server: Server, requests: int, sent: Iterator[Sent]) -> Measured:
    """Raises ``RuntimeError`` where an answer has another status."""
    list(answers(server, 20, sent))  # nothing is cold
    before = cpu_seconds(server.pid)
    cut = quantiles(answers(server, requests, sent), n=20)
    spent = cpu_seconds(server.pid) - before
    return Measured(cut[9] * 1000, cut[18] * 1000, spent / requests * 1000)


def answers(server: Server, requests: int, sent: Iterator[Sent]) -> Iterator[float]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    for _, (method, path, body, headers, status) in zip(range(requests), sent, strict=False):
        started = time.perf_counter()
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != status:
            raise RuntimeError(f"{path} was answered with {answer.status}")
        yield time.perf_counter() - started
    connection.close()
