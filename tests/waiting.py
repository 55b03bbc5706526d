"""Waiting for what another thread or process does."""

import time
from collections.abc import Callable


def wait_until(true: Callable[[], object], seconds: float = 15.0) -> None:
    """Fail where ``true`` stays false for so long."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"not {true} within {seconds} s"
        time.sleep(0.005)
