"""What keeps the embedded database from running, in words for people."""

import re
import sys
from pathlib import Path

NO_NEWER_PYTHON = (3, 14)

PORT_TAKEN = "Address already in use"
FOLDER_IN_USE = "already being managed by another process"
DISK_FULL = "No space left on device"

# In this order: a disk that is full as well does not hide another cause.
CAUSES = {
    FOLDER_IN_USE: (
        "Another process that this site did not start uses the database in {storage}:"
        " end it, or set TALKPYTHON_VAR to another folder."
    ),
    PORT_TAKEN: (
        "Other programs took every port that the embedded database tried: start again,"
        " or set MONGODB_URI to the address of a MongoDB."
    ),
    rf"{DISK_FULL}|Disk quota exceeded": (
        "The disk that holds {var} is full: free 100 MB at least and start again."
        " What was saved before is still there."
    ),
    r"Permission denied|Operation not permitted|Read-only file system": (
        "The embedded database may not write in {var}: give that folder to the user who runs"
        " the site, or set TALKPYTHON_VAR to another."
    ),
    r"^\[Errno (?:17|20)\]": "{var} is, or lies in, a file: set TALKPYTHON_VAR to a folder.",
}


BUSY = (
    "The embedded database (process {pid}) runs but does not answer: wait until it does,"
    " or end that process, and it is started again."
)


class EmbeddedError(Exception):
    """The embedded database cannot be used; says why in one sentence for people."""


def sentence(said: str, var: Path) -> str:
    """The cause of a failure, given what the daemon wrote or the system said about it."""
    for words, cause in CAUSES.items():
        if re.search(words, said):
            return cause.format(var=var, storage=var / "db")
    last = said.strip().rpartition("\n")[2] or "it said nothing"
    log = var / "db.log"
    more = f" (more in {log})" if log.is_file() else ""
    return f"The embedded database does not start: {last}{more}."


def no_engine(python: tuple[int, int] = sys.version_info[:2]) -> str:
    """What to do where ``secantusd-py`` is not installed."""
    if python >= NO_NEWER_PYTHON:
        return (
            f"The embedded database does not run on Python {python[0]}.{python[1]}:"
            " set MONGODB_URI to the address of a MongoDB, or use Python 3.11 to 3.13."
        )
    return (
        "The embedded database is not installed: pip install 'talkpython-site[embedded]',"
        " or set MONGODB_URI to the address of a MongoDB."
    )
