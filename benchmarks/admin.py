"""What editors wait for: their lists of 2,000 episodes, and what they publish on every process."""

import http.client
import os
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from statistics import quantiles
from typing import NamedTuple
from urllib.parse import urlencode

from bson import ObjectId
from rich.console import Console
from rich.table import Table

from benchmarks.generating import clear, generate
from benchmarks.measuring import Asked, Server, measure
from benchmarks.processes import site
from talkpython_site.documents import Account, Episode, Podcast, SignIn, utc_now
from talkpython_site.documents.email_address import email_key
from talkpython_site.documents.roles import editor_role
from talkpython_site.sign_ins import hash_of

EPISODES = 2_000
PUBLISHED = 25
GIVE_UP_SECONDS = 30.0
TOKEN = "b" * 40
LISTS = {
    "list": "/admin/episodes",
    "list, page 20, by title": "/admin/episodes?sort=title&page=20",
    "list, by number": "/admin/episodes?sort=number",
    "list, two words": "/admin/episodes?q=tide+ada",
    "list, drafts of one podcast": "/admin/episodes?podcast=show-1&state=draft",
    "podcasts, by their last episodes": "/admin/podcasts?sort=newest",
    "overview": "/admin",
}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Place(NamedTuple):
    """Where something has to be seen: on a process, at an address, by what."""

    server: Server
    path: str
    sign: str


def measure_admin(console: Console, environment: Mapping[str, str], requests: int) -> None:
    """Print a table of lists and one of publishing; empties the database before and after."""
    clear()
    generate(EPISODES)
    drafts = [make_draft(n) for n in range(PUBLISHED)]
    cookie = f"account={make_editor()}; csrf={TOKEN}"
    table = Table(
        "page", "clients", "p50 ms", "p95", "CPU", title=f"Editors, {EPISODES:,} episodes"
    )
    with site(environment) as one, site(environment) as other:
        for page, path in LISTS.items():
            for clients in (1, 8):
                found = measure(one, Asked(path, cookie=cookie), clients, requests)
                numbers = (f"{number:.2f}" for number in found.times)
                table.add_row(page, str(clients), *numbers)
        waits = [publish(one, (one, other), cookie, draft) for draft in drafts]
    console.print(table)
    console.print(live_table(waits))
    console.print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors\n")
    clear()


def live_table(waits: list[tuple[float, float]]) -> Table:
    """From the click until the form is answered, and until everybody sees it everywhere."""
    table = Table("from the click until", "p50 ms", "p95", "most", title="Publishing, 2 processes")
    for words, times in zip(("the answer", "it is live"), zip(*waits, strict=True), strict=True):
        cut = quantiles(times, n=20)
        row = (cut[9], cut[18], max(times))
        table.add_row(words, *(f"{seconds * 1000:.0f}" for seconds in row))
    return table


def make_editor() -> str:
    """Who edits every podcast; gives what the cookie of their sign-in holds."""
    roles = [editor_role("podcast", each.id) for each in Podcast.objects]
    email, token, now = "editor@example.org", "t" * 40, utc_now()
    account = Account(email=email, email_key=email_key(email), roles=roles, confirmed_at=now)
    account.call("Editor")
    account.insert()
    account.rejoin()
    until = now + timedelta(days=1)
    account.push_sign_in(
        SignIn(hash=hash_of(token), made_at=now, seen_at=now, expires_at=until, agent="bench")
    )
    return f"{account.id}.{token}"


def make_draft(number: int) -> Episode:
    """A draft that nothing keeps from being published."""
    stored = dict(Episode.collection().find_one({"number": 1}) or {})
    name = f"draft-{number}"
    stored |= {
        "_id": ObjectId(), "key": name, "guid": name, "slug": name, "title": f"Draft {number:03}",
        "number": None, "state": "draft", "published_at": None, "revision": 0,
    }  # fmt: skip
    Episode.collection().insert_one(stored)
    return Episode.from_stored(stored)


def publish(
    server: Server, servers: tuple[Server, ...], cookie: str, draft: Episode
) -> tuple[float, float]:
    """Seconds until the click was answered, and until page, list and feed of all have it."""
    podcast = Podcast.objects.get(id=draft.podcast).slug
    paths = (f"/episodes/{podcast}/{draft.key}/{draft.slug}", "/episodes",
             f"/podcasts/{podcast}/feed.xml")  # fmt: skip
    waiting = [Place(each, path, draft.title) for each in servers for path in paths]
    if any(map(is_seen, waiting)):
        raise RuntimeError("a draft was seen")
    started = time.perf_counter()
    form = {"csrf_token": TOKEN, "do": "publish", "revision": "0"}
    send(server, f"/admin/episodes/{draft.id}/move", cookie, form)
    answered = time.perf_counter() - started
    with ThreadPoolExecutor(len(waiting)) as pool:
        seen = list(pool.map(wait_until_seen, waiting))
    return answered, max(seen) - started


def wait_until_seen(place: Place) -> float:
    """When it was there; raises ``RuntimeError`` where it does not come."""
    given_up = time.perf_counter() + GIVE_UP_SECONDS
    while not is_seen(place):
        if time.perf_counter() > given_up:
            raise RuntimeError(f"{place.path} does not have it")
    return time.perf_counter()


def send(server: Server, path: str, cookie: str, form: Mapping[str, str]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("POST", path, urlencode(form), {**FORM, "Cookie": cookie})
    status = connection.getresponse().status
    connection.close()
    if status != 303:
        raise RuntimeError(f"{path} answered {status}")


def is_seen(place: Place) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", place.server.port, timeout=30)
    connection.request("GET", place.path)
    found = place.sign.encode() in connection.getresponse().read()
    connection.close()
    return found
