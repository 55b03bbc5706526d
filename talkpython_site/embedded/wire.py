"""Asking a daemon how it is, over a bare socket: pymongo's clients bring threads and cost more."""

import os
import socket
import struct
from dataclasses import dataclass
from enum import Enum
from io import BufferedRWPair
from typing import Any

import bson
from bson.errors import InvalidBSON

OP_MSG = 2013
HEADER = struct.Struct("<iiii")  # length of the message, its number, the one it answers, its kind
LARGEST = 48_000_000
PATIENCE_SECONDS = 5.0


class Health(Enum):
    """How a daemon answers."""

    WELL = "well"
    BROKEN = "broken"  # its storage has failed, for good: only a new process helps
    SILENT = "silent"  # not at all, or another process answers at its port


@dataclass(frozen=True)
class Daemon:
    """A running ``secantusd-py``: where it listens on 127.0.0.1, and its process."""

    port: int
    pid: int

    def health(self, seconds: float = PATIENCE_SECONDS) -> Health:
        """Whether this very process answers within ``seconds``, and can read.

        After a failed write to its log WiredTiger refuses everything (WT_PANIC) while the daemon
        goes on answering ``hello`` and ``ping``: hence a query.
        """
        try:
            os.kill(self.pid, 0)
            status, found = ask(
                self.port,
                {"serverStatus": 1},
                {"find": "nothing", "filter": {"_id": 0}, "limit": 1, "singleBatch": True},
                seconds=seconds,
            )
        except OSError:
            return Health.SILENT
        if status.get("pid") != self.pid:
            return Health.SILENT
        return Health.WELL if found.get("ok") else Health.BROKEN


def ask(
    port: int, *commands: dict[str, Any], seconds: float = PATIENCE_SECONDS
) -> list[dict[str, Any]]:
    """The replies to commands on the database ``admin``. Raises ``OSError`` where none come."""
    with (
        socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection,
        connection.makefile("rwb") as stream,
    ):
        return [exchange(stream, command) for command in commands]


def exchange(stream: BufferedRWPair, command: dict[str, Any]) -> dict[str, Any]:
    """One OP_MSG out, one in: no flags, and one section of kind 0 (MongoDB Wire Protocol)."""
    body = bytes(5) + bson.encode({**command, "$db": "admin"})
    stream.write(HEADER.pack(HEADER.size + len(body), 1, 0, OP_MSG) + body)
    stream.flush()
    try:
        length, _number, _answers, kind = HEADER.unpack(stream.read(HEADER.size))
        if kind != OP_MSG or length > LARGEST:
            raise ConnectionError("no MongoDB listens there")
        return bson.decode(stream.read(length - HEADER.size)[5:])
    except (struct.error, InvalidBSON) as error:
        raise ConnectionError("no whole answer came") from error
