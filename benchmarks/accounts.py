"""Sign-ins by one client and by eight, and other pages while passwords are tried by the thousand.

``python -m benchmarks.accounts PORT many`` is that storm until it is terminated, from as many
networks as it has tries; with ``one`` from one.
"""

import http.client
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from ipaddress import IPv4Address
from itertools import count
from statistics import quantiles
from typing import IO, cast
from urllib.parse import urlencode

from rich.console import Console
from rich.table import Table

from benchmarks.generating import clear, generate
from benchmarks.measuring import Asked, Server, cpu_seconds, measure
from benchmarks.processes import NOTHING_KEPT, site
from talkpython_site.documents import Account
from talkpython_site.documents.email_address import email_key
from talkpython_site.passwords import Passwords

EPISODES = 2_000
PASSWORD = "otter velvet quarry"  # noqa: S105 - of accounts that last as long as this run
CLIENTS = 8
SIGN_INS = 10  # a client; the newest twenty stay
STORM = 64
FEWER = 4  # requests while it lasts
SOON_SECONDS = 0.05
FIRST_NETWORK = int(IPv4Address("10.0.0.0"))
BEHIND_A_PROXY = {"TALKPYTHON_PROXY_TRUSTED": "127.0.0.1"}
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
SIGN_IN_COLUMNS = ("clients", "a second", "p50 ms", "p95", "CPU", "told to wait")
STORM_COLUMNS = ("page", "networks", "p50 ms", "p95", "at rest p50", "p95", "ratio p50", "p95",
                 "refused a second", "compared")  # fmt: skip


class Browser:
    """One connection with a form of its own, and how often each status came."""

    def __init__(self, port: int, network: str = "198.51.100.7") -> None:
        self.network, self.answers = network, Counter[int]()
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        _status, page, headers = self._ask("GET", {})
        self._cookie = (headers.get("Set-Cookie") or "").partition(";")[0]
        found = TOKEN.search(page)
        if found is None:
            raise RuntimeError("the page to sign in has no token")
        self._token = found[1]

    def sign_in(self, email: str, password: str) -> int:
        """Send the form; gives the status."""
        form = {"csrf_token": self._token, "email": email, "password": password}
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self._cookie}
        status, _page, _headers = self._ask("POST", headers, urlencode(form))
        self.answers[status] += 1
        return status

    def _ask(
        self, method: str, headers: Mapping[str, str], body: str | None = None
    ) -> tuple[int, str, http.client.HTTPMessage]:
        sent = {**headers, "X-Forwarded-For": self.network, "X-Forwarded-Proto": "http"}
        self._connection.request(method, "/sign-in", body=body, headers=sent)
        answer = self._connection.getresponse()
        return answer.status, answer.read().decode(), answer.headers


def measure_accounts(console: Console, environment: Mapping[str, str], requests: int) -> None:
    """Print a table of sign-ins and one of pages; empties the database before and after."""
    clear()
    generate(EPISODES)
    emails = [make_account(f"person-{n}@example.org") for n in range(CLIENTS)]
    table = Table(*SIGN_IN_COLUMNS, title="Sign-ins with the right password")
    with site({**environment, **BEHIND_A_PROXY}) as server:
        for clients in (1, CLIENTS):
            table.add_row(str(clients), *sign_in_row(server, emails[:clients]))
    console.print(table)
    table = Table(*STORM_COLUMNS, title=f"Pages while {STORM} clients try wrong passwords")
    for page, kept in (("list, kept", {}), ("list", NOTHING_KEPT)):
        with site({**environment, **BEHIND_A_PROXY, **kept}) as server:
            add_storms(table, server, page, requests)
    console.print(table)
    clear()


def make_account(email: str) -> str:
    stored = Passwords().hash(PASSWORD)
    Account(email=email, email_key=email_key(email), password_hash=stored).insert()
    return email


def sign_in_row(server: Server, emails: list[str]) -> Iterator[str]:
    """Each client signs one account in, again and again."""
    clients = [Browser(server.port) for _ in emails]
    started, before = time.perf_counter(), cpu_seconds(server.pid)
    with ThreadPoolExecutor(len(emails)) as pool:
        times = [each for found in pool.map(sign_in_often, clients, emails) for each in found]
    took, spent = time.perf_counter() - started, cpu_seconds(server.pid) - before
    cut = quantiles(times, n=20)
    waits = sum(client.answers[503] for client in clients)
    for number in (len(times) / took, cut[9] * 1000, cut[18] * 1000, spent / len(times) * 1000):
        yield f"{number:.1f}"
    yield str(waits)


def sign_in_often(client: Browser, email: str) -> list[float]:
    """Seconds until each sign-in was there; who is told to wait comes back soon."""
    times = []
    for _ in range(SIGN_INS):
        started = time.perf_counter()
        while (status := client.sign_in(email, PASSWORD)) == 503:
            time.sleep(SOON_SECONDS)
        if status != 303:
            raise RuntimeError(f"a right password was answered with {status}")
        times.append(time.perf_counter() - started)
    return times


def add_storms(table: Table, server: Server, page: str, requests: int) -> None:
    """One visitor reads a page, at rest and in each storm."""
    asked = Asked("/episodes")
    rest = measure(server, asked, 1, requests)
    for networks in ("many", "one"):
        with storming(server.port, networks) as told:
            found = measure(server, asked, 1, requests // FEWER)
        times = [found.p50, found.p95, rest.p50, rest.p95]
        ratios = [found.p50 / rest.p50, found.p95 / rest.p95]
        numbers = [f"{number:.2f}" for number in (*times, *ratios)]
        table.add_row(page, networks, *numbers, *told)


@contextmanager
def storming(port: int, networks: str) -> Iterator[list[str]]:
    """A storm until the end of the block; then what it was told, refusals and others a second."""
    command = [sys.executable, "-m", "benchmarks.accounts", str(port), networks]
    told: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        said = cast("IO[str]", process.stdout)
        said.readline()  # it blows
        yield told
        process.terminate()
        told += said.readline().split()


def main() -> None:
    """The storm: each client sends the next wrong password once the last one was answered."""
    port, has_many = int(sys.argv[1]), sys.argv[2] == "many"
    is_over = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: is_over.set())
    clients = [Browser(port) for _ in range(STORM)]
    if not has_many:
        use_up(clients[0])
    answers = Counter[int]()

    def blow(client: Browser) -> None:
        while not is_over.is_set():
            number = random.getrandbits(24)
            if has_many:
                client.network = str(IPv4Address(FIRST_NETWORK + number))
            answers[client.sign_in(f"nobody-{number}@example.org", PASSWORD)] += 1

    started = time.perf_counter()
    with ThreadPoolExecutor(STORM) as pool:
        blowing = [pool.submit(blow, client) for client in clients]
        print("up", flush=True)
        is_over.wait()
        for each in blowing:
            each.result()
    took, refused = time.perf_counter() - started, answers[429] + answers[503]
    print(f"{refused / took:.0f} {(answers.total() - refused) / took:.0f}", flush=True)


def use_up(client: Browser) -> None:
    """Try as often as one network may; what lasts is how it is refused then."""
    for number in count():
        if client.sign_in(f"first-{number}@example.org", PASSWORD) == 429:
            return


if __name__ == "__main__":
    main()
