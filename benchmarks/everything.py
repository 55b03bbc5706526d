"""Every kind of public page on one site, made anew, from memory and unchanged, with its budget."""

import os
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import NamedTuple

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.courses import generate_courses
from benchmarks.generating import NEWEST, clear, generate
from benchmarks.interviews import generate_interviews
from benchmarks.measuring import Asked, Measured, Server, measure, measure_changing
from benchmarks.pages import Sides, side_by_side
from benchmarks.processes import NOTHING_KEPT
from talkpython_site.documents import Account, Certificate, Course, Episode, Topic, utc_now
from talkpython_site.documents.certificate import new_code, shown_code
from talkpython_site.documents.email_address import email_key
from talkpython_site.documents.stamp import announce
from talkpython_site.previews import token_of
from talkpython_site.settings import load
from talkpython_site.sign_ins import hash_of
from talkpython_site.signing import Signer, secret_of

EPISODES = 2_000
CHANGES = 40
MADE_MS = {"embedded": 20, "MongoDB": 10}  # DESIGN.md, 7: p95
MOST_KB = 100  # as sent; pages alone: a feed is as long as its show
BEYOND_MS = 1  # what a page from memory or a 304 may take beyond the stamp
COLUMNS = ("KB", "new p50", "p95", "CPU", "kept p50", "p95", "beyond", "304 p50", "p95", "beyond")
PAGES = {
    "home": "/",
    "episodes": "/episodes",
    "episodes, page 20": "/episodes?page=20",
    "episodes, 3 filters": "/episodes?podcast=show-1&year=2024&person=ada-rao",
    "episode": "/episodes/show-1/40/generated-157",
    "episode, from a second": "/episodes/show-1/40/generated-157?t=600",
    "podcasts": "/podcasts",
    "podcast": "/podcasts/show-1",
    "people": "/people",
    "person": "/people/ada-rao",
    "topics": "/topics",
    "topic": "/topics/{topic}",
    "courses": "/courses",
    "courses, 2 filters": "/courses?level=beginner&topic={topic}",
    "course, 382 lectures": "/courses/course-0",
    "lecture": "/courses/course-0/33/lecture-1",
    "interviews": "/interviews",
    "interviews, a filter": "/interviews?topic={topic}",
    "interview, 7,000 words": "/interviews/interview-0",
    "feed, 500 episodes": "/podcasts/show-1/feed.xml",
    "feed of interviews": "/interviews/feed.xml",
    "chapters": "/episodes/show-1/40/chapters.json",
    "page of the owner": "/about",
    "sitemap": "/sitemap.xml",
    "llms.txt": "/llms.txt",
}
# Not kept for all: of one visitor, or of an address that does not exist.
ALONE = {
    "preview of an episode": "/preview/{token}",
    "certificate": "/certificates/{certificate}",
    "sign in": "/sign-in",
    "register": "/register",
    "robots.txt": "/robots.txt",
}
MISSING = {"404, an address": "/nowhere", "404, an interview": "/interviews/nowhere"}
CHANGED = ("home", "sitemap")
Filled = Mapping[str, str]


class Found(NamedTuple):
    """What one page took; what is None was not asked for."""

    size: int
    made: Measured
    kept: tuple[Measured, Measured] | None = None  # beside the floor
    same: tuple[Measured, Measured] | None = None  # 304


def measure_everything(console: Console, environment: Mapping[str, str], requests: int) -> None:
    """Print the table; empties the database before and after."""
    clear()
    generate(EPISODES)
    generate_courses()
    generate_interviews()
    filled = fill(environment)
    engine = "MongoDB" if os.environ.get("MONGODB_URI") else "embedded"
    title = f"Every public page, {EPISODES:,} episodes, 200 courses, 300 interviews, {engine}"
    table = Table("page, ms", title=title, box=box.SIMPLE_HEAD, padding=(0, 0, 0, 1))
    for name in COLUMNS:
        table.add_column(name, justify="right")
    table.add_column("missed")
    table.add_row("[b]budget", *budgets(MADE_MS[engine]))
    for name, found in made(environment, filled, requests):
        table.add_row(name, *told(name, found, MADE_MS[engine]))
    console.print(table)
    load_now = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    console.print(f"beyond: p50 less that of the floor, which reads the stamp. {load_now}\n")
    clear()


def made(
    environment: Mapping[str, str], filled: Filled, requests: int
) -> Iterator[tuple[str, Found]]:
    """One client: what a page takes, not how many share two processors."""
    paths = {name: path.format(**filled) for name, path in PAGES.items()}
    with side_by_side({**environment, **NOTHING_KEPT}, list(paths.values())) as sides:
        anew = {name: measure(sides.site, Asked(path), 1, requests)
                for name, path in paths.items()}  # fmt: skip
        alone = [*asked(ALONE, filled, 200), *asked(MISSING, filled, 404)]
        others = {name: measure(sides.site, each, 1, requests) for name, each in alone}
        changed = {name: after_changes(sides.site, paths[name]) for name in CHANGED}
    with side_by_side(environment, list(paths.values())) as sides:
        for name, path in paths.items():
            size = sides.sizes[path]
            yield name, Found(size, anew[name], *from_memory(sides, path, requests))
    for name, each in others.items():
        yield name, Found(0, each)
    for name, each in changed.items():
        yield f"{name}, after a change", Found(0, each)


def asked(pages: Mapping[str, str], filled: Filled, status: int) -> Iterator[tuple[str, Asked]]:
    for name, path in pages.items():
        yield name, Asked(path.format(**filled), status=status)


def from_memory(
    sides: Sides, path: str, requests: int
) -> Iterator[tuple[Measured, Measured] | None]:
    """Whole, and unchanged; None for the seconds of an episode, which are too many to be kept."""
    for has_it in (False, True):
        if not has_it and "?t=" in path:
            yield None
            continue
        _clients, here, there = next(sides.measure(path, requests, has_it=has_it))
        yield here, there


def after_changes(server: Server, path: str) -> Measured:
    """The first visit after each change of a card: what is derived from it is derived anew."""
    changed = partial(announce, Topic.objects.first().card_key)
    return measure_changing(server, Asked(path), CHANGES, changed)


def budgets(made: int) -> Iterator[str]:
    """In the order of ``COLUMNS``."""
    for most in (MOST_KB, None, made, None, None, None, BEYOND_MS, None, None, BEYOND_MS):
        yield f"[b]{most}" if most else ""


def told(name: str, found: Found, budget: int) -> Iterator[str]:
    """A page that takes more than its budget says where; of a feed its size is no page's."""
    missed = ["KB"] if found.size > MOST_KB * 1000 and not name.startswith("feed") else []
    missed += ["new"] if found.made.p95 > budget else []
    yield f"{found.size / 1000:.0f}" if found.size else ""
    yield from (f"{number:.2f}" for number in found.made.times)
    for word, pair in (("kept", found.kept), ("304", found.same)):
        if pair is None:
            yield from ("", "", "")
            continue
        here, there = pair
        beyond = here.p50 - there.p50
        missed += [word] if beyond > BEYOND_MS else []
        yield from (f"{here.p50:.2f}", f"{here.p95:.2f}", f"{beyond:.2f}")
    yield ", ".join(missed)


def fill(environment: Mapping[str, str]) -> Filled:
    """What else has pages: a preview, a certificate, a text of the owner; gives their addresses."""
    settings = load({}, environment)
    folder = settings.var / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "about.md").write_text("# About\n\n" + "Said by the owner. " * 200, encoding="utf-8")
    return {
        "topic": Topic.objects.first().slug,
        "token": preview(Signer(secret_of(settings))),
        "certificate": certificate(student()),
    }


def preview(signer: Signer) -> str:
    """Of an episode that is not out yet."""
    episode = Episode.objects.get(slug="generated-1999")
    token = token_of(signer, episode.card_key, "salt")
    later = {"published_at": utc_now() + timedelta(days=300), "preview_salt": "salt"}
    until = {"preview_hash": hash_of(token), "preview_until": utc_now() + timedelta(days=30)}
    Episode.collection().update_one({"_id": episode.id}, {"$set": {**later, **until}})
    announce(episode.card_key)
    return token


def student() -> Account:
    email = "ada@example.org"
    account = Account(email=email, email_key=email_key(email), confirmed_at=utc_now())
    account.call("Ada Rao")
    account.insert()
    return account


def certificate(account: Account) -> str:
    course, code = Course.objects.get(slug="course-0"), new_code()
    values = {
        "account": account.id, "course": course.id, "name": "Ada Rao",
        "course_title": course.title, "language": "en", "own_hue": "hue-7",
        "duration_seconds": 34_320, "lecture_count": 382, "strip": [5000, 10_000],
        "issued_at": NEWEST,
    }  # fmt: skip
    Certificate(id=code, holder=f"{course.id}:{account.id}", **values).insert()
    return shown_code(code)
