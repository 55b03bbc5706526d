"""The web server: waitress with the limits it needs, and an end that finishes what it began."""

import logging
import resource
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from typing import Any

from pyramid.request import Request
from waitress import create_server, wasyncore
from waitress.buffers import ReadOnlyFileBasedBuffer
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask, WSGITask
from waitress.trigger import trigger

from talkpython_site.refusals import LARGEST_FORM, largest_body
from talkpython_site.request_bodies import LARGEST_BODY, Bodies, Parser
from talkpython_site.settings import Settings
from talkpython_site.turns import Turns

log = logging.getLogger(__name__)

CONNECTIONS = 2_000
UNREAD_FILES, UNREAD_BYTES = 2, 1_048_576  # after which a connection gets one more answer
FILES_EACH = 1 + UNREAD_FILES + 1  # with the connection itself
SPARE_FILES = 192
FILES = CONNECTIONS * FILES_EACH + SPARE_FILES
DRAIN_SECONDS = 10.0


class Task(WSGITask):
    """Answers a request and keeps the connection, also after an answer that has no body.

    waitress alone, which looks for a length, closes it after each 304.
    """

    def set_close_on_finish(self) -> None:
        asked = self.request.headers.get("CONNECTION", "").lower()
        if self.wrote_header or self.has_body or self.version != "1.1" or asked == "close":
            super().set_close_on_finish()


class UnreadableTask(ErrorTask):
    """Answers a request line that waitress itself cannot read with the site's page for that."""

    def execute(self) -> None:
        if self.request.error.code != HTTPStatus.BAD_REQUEST:
            super().execute()
            return
        unreadable = Request.blank("/%FF")
        answer = unreadable.get_response(self.channel.server.application)
        self.status = answer.status
        self.response_headers.extend(answer.headerlist)
        self.set_close_on_finish()
        self.write(answer.body)


class Channel(HTTPChannel):
    """A connection that holds a few answers which its client does not read, and no more.

    Nothing else would bound them, as no answer may block a thread: a hundred ranges asked for at
    once and never read would hold a hundred files open.
    """

    task_class = Task
    error_task_class = UnreadableTask

    def __init__(self, bodies: Bodies, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parser_class = partial(Parser, bodies)

    def handle_close(self) -> None:
        if self.request:  # a part of it has come
            self.request.close()
        super().handle_close()

    def service(self) -> None:
        """Answer the next request; as the last one where the answers before it are not read."""
        with self.outbuf_lock:
            if self.connected and self.total_outbufs_len:
                self._flush_exception(self._flush_some, do_close=False)
            files = sum(isinstance(each, ReadOnlyFileBasedBuffer) for each in self.outbufs)
        headers, is_behind = self.requests[0].headers, self.total_outbufs_len >= UNREAD_BYTES
        if files >= UNREAD_FILES or is_behind or wants_end(headers.get("CONNECTION", "")):
            headers["CONNECTION"] = "close"  # what comes after it is not answered
        super().service()


def wants_end(connection: str) -> bool:
    """Whether ``close`` is in a list of words, which waitress takes for one (RFC 9110, 7.6.1)."""
    return "close" in (word.strip() for word in connection.lower().split(","))


class Server:
    """One listening process; ``run()`` until ``stop()``, from a signal or another thread."""

    def __init__(
        self,
        app: Callable[..., Any],
        settings: Settings,
        largest: Callable[[str], int] = lambda _path: LARGEST_FORM,
    ) -> None:
        """Listen; ``largest`` says how many bytes may be sent to a path.

        Raises ``OSError`` where the port is taken, ``ValueError`` for no such host.
        """
        self._sockets: dict[int, wasyncore.dispatcher] = {}
        self._stop_by: float | None = None
        try:
            self._waitress = create_server(app, map=self._sockets, **adjustments(settings))
        except OSError:
            wasyncore.close_all(self._sockets)
            raise
        self._waitress.task_dispatcher.queue = Turns()
        bodies = Bodies(settings, largest)
        for listener in self._sockets.values():
            listener.channel_class = partial(Channel, bodies)

    @property
    def port(self) -> int:
        listening = (each for each in self._sockets.values() if each.accepting)
        port: int = next(listening).socket.getsockname()[1]
        return port

    def stop(self, *_signal: Any) -> None:
        """Close the door and finish what is being answered; asked twice, at once."""
        drain = 0.0 if self._stop_by else DRAIN_SECONDS
        self._stop_by = time.monotonic() + drain
        for each in list(self._sockets.values()):
            if isinstance(each, trigger):
                with suppress(OSError):  # asked again while it was being closed
                    each.pull_trigger()

    def run(self) -> None:
        while self._stop_by is None:
            wasyncore.loop(timeout=30, use_poll=True, map=self._sockets, count=1)
        self._close_listeners()
        while self._is_busy() and time.monotonic() < self._stop_by:
            wasyncore.loop(timeout=0.05, use_poll=True, map=self._sockets, count=1)
        self._waitress.task_dispatcher.shutdown(timeout=1)
        for channel in self._channels():
            channel.handle_close()  # with the files that it holds
        wasyncore.close_all(self._sockets)

    def _close_listeners(self) -> None:
        for each in list(self._sockets.values()):
            if each.accepting:
                each.del_channel()
                each.socket.close()

    def _is_busy(self) -> bool:
        """Whether a request is being read or answered; connections without one are closed."""
        channels = self._channels()
        for channel in channels:
            channel.will_close |= not is_active(channel)
        return bool(channels)

    def _channels(self) -> list[HTTPChannel]:
        return [each for each in self._sockets.values() if isinstance(each, HTTPChannel)]


def is_active(channel: HTTPChannel) -> bool:
    return bool(channel.request or channel.requests or channel.total_outbufs_len)


def adjustments(settings: Settings) -> dict[str, Any]:
    """What waitress is told; each value was tried."""
    chosen: dict[str, Any] = {
        "host": settings.server_host,
        "port": settings.server_port,
        "threads": settings.server_threads,
        "connection_limit": min(CONNECTIONS, (raise_file_limit() - SPARE_FILES) // FILES_EACH),
        "channel_timeout": 60,
        "asyncore_use_poll": True,  # select() ends at file number 1,024
        "outbuf_high_watermark": 2**40,  # else clients that stall block threads for ever
        "max_request_body_size": LARGEST_BODY,
        "ident": "",
        # Nothing reads them but /metrics, to see that somebody forwards.
        "clear_untrusted_proxy_headers": False,
    }
    if settings.proxy_trusted:
        chosen["trusted_proxy"] = settings.proxy_trusted
        chosen["trusted_proxy_headers"] = "x-forwarded-for x-forwarded-proto"
    return chosen


def raise_file_limit() -> int:
    """Allow this process more open files; gives how many (at its limit waitress spins)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = max(soft, FILES if hard == resource.RLIM_INFINITY else min(FILES, hard))
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted


def log_ready(settings: Settings) -> None:
    log.info("%s is at %s", settings.site_name, settings.site_url)


def serve(app: Any, ready: Callable[[Settings], None] = log_ready) -> None:
    """Serve until SIGTERM or SIGINT, then stop all that lives in this process.

    Raises ``OSError`` or ``ValueError`` where it cannot listen.
    """
    settings: Settings = app.registry.site
    try:
        server = Server(app, settings, partial(largest_body, app.registry))
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, server.stop)
        ready(settings)
        server.run()
    finally:
        app.registry.living.stop()


def server_factory(_global_config: dict[str, str], **_local: str) -> Callable[[Any], None]:
    """PasteDeploy's ``use = egg:talkpython-site``; the settings are those of the application."""
    return serve
