"""Ctrl-C between one thing and the next, never while something holds a lock."""

import signal
import threading
from types import FrameType

# Python raises KeyboardInterrupt between any two steps, also where ``Condition.__enter__`` has just
# taken its lock: pymongo then waited for itself for ever, while unwinding or when it was closed.
# Coverage, which measures these commands in tests, did so at the next file that it came to.
LOCKING = {"pymongo", "bson", "rich", "coverage"}

_interrupted = threading.Event()


def listen() -> None:
    """From now on Ctrl-C waits for the end of what holds locks; a second one ends the process."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, interrupt)


def interrupt(_number: int, frame: FrameType | None) -> None:
    """Raises ``KeyboardInterrupt`` where nothing can hang by it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _interrupted.set()
    if not is_locking(frame):
        raise KeyboardInterrupt


def raise_if_interrupted() -> None:
    """Asked between two steps of everything that takes long; raises ``KeyboardInterrupt``."""
    if _interrupted.is_set():
        raise KeyboardInterrupt


def is_locking(frame: FrameType | None) -> bool:
    """Whether a frame, or one that waits for it, belongs to what holds locks."""
    while frame:
        if str(frame.f_globals.get("__name__")).partition(".")[0] in LOCKING:
            return True
        frame = frame.f_back
    return False
