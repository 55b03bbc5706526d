"""Whose turn it is: on its own, and in the server on real sockets."""

import http.client
import threading
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from types import SimpleNamespace
from typing import Any

import pytest

from talkpython_site.settings import Settings
from talkpython_site.turns import Turns
from tests.sockets import SECONDS, connected, serving
from tests.waiting import wait_until


@pytest.mark.parametrize(
    ("waiting", "served"),
    [
        ("", ""),
        ("abc", "abc"),
        ("ABC", "ABC"),
        ("ABCa", "aABC"),
        ("aABCbcd", "aAbBcCd"),
        ("AaBb", "aAbB"),
    ],
)
def test_who_reads_and_who_sends_take_turns(waiting: str, served: str) -> None:
    """Small letters read, great ones send."""
    turns = Turns()
    for each in waiting:
        command = "GET" if each.islower() else "POST"
        turns.append(SimpleNamespace(name=each, requests=[SimpleNamespace(command=command)]))
    assert len(turns) == len(waiting)
    assert "".join(turns.popleft().name for _ in waiting) == served
    assert not turns
    with pytest.raises(IndexError):
        turns.popleft()


def test_who_comes_later_is_not_behind_all_who_send() -> None:
    turns = Turns()
    for method in ("POST", "POST", "POST", "HEAD"):
        turns.append(SimpleNamespace(requests=[SimpleNamespace(command=method)]))
    turns.append(SimpleNamespace(requests=[SimpleNamespace()]))  # that waitress could not read
    taken = [turns.popleft().requests[0] for _ in range(5)]
    assert [getattr(each, "command", "none") for each in taken] == [
        "HEAD", "POST", "none", "POST", "POST",
    ]  # fmt: skip


class App:
    """Notes whom it answers; the first one waits until it may go on."""

    def __init__(self) -> None:
        self.answered: list[str] = []
        self.may_go_on = threading.Event()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self.answered.append(environ["REQUEST_METHOD"])
        assert self.may_go_on.wait(SECONDS)
        start("200 OK", [("Content-Length", "2")])
        return [b"ok"]


def test_a_page_waits_for_one_form_however_many_are_sent() -> None:
    app = App()
    with serving(app, Settings(server_port=0, server_threads=1)) as server, ExitStack() as stack:
        queue = server._waitress.task_dispatcher.queue
        asked: list[http.client.HTTPConnection] = []

        def are_all_here() -> bool:
            return len(app.answered) + len(queue) == len(asked)

        for method in ["POST"] * 20 + ["GET"]:
            asked.append(stack.enter_context(connected(server.port)))
            asked[-1].request(method, "/")
            wait_until(are_all_here)
        app.may_go_on.set()
        assert [each.getresponse().read() for each in asked] == [b"ok"] * 21
    assert app.answered == ["POST", "GET", *["POST"] * 19]
