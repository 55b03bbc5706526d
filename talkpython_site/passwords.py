"""Passwords: hashed, compared and judged, by few at a time."""

import math
import re
import secrets
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from pyramid.config import Configurator
from zxcvbn import zxcvbn
from zxcvbn.matching import L33T_TABLE, relevant_l33t_subtable

LEAST, MOST = 10, 1_024  # characters
GOOD_SCORE = 3  # of zxcvbn's 0 to 4: more than 10^8 guesses
JUDGED = 32  # characters; zxcvbn takes none beyond 72
# Signs may stand for letters, "4" and "@" for an "a": zxcvbn reads all by each way of that, 700 of
# them in 3 s. With more ways than these it gets fewer characters: it takes 0.06 s at most.
MOST_WAYS, JUDGED_SIGNS = 16, 16
AT_WORK, WAITING, PATIENCE_SECONDS = 2, 4, 2.0
LEFT_THREADS = 2  # of the server's, for everybody who asks for no password
ARGON2ID = "$argon2id$"

ADVICE = "use three or four words that do not belong together."
WORDS = "A word or a name or two are easy to guess"
# What is said of the longest part that zxcvbn knew, by its pattern or its list of words.
REASONS = {
    "passwords": "Many people use a password like this one",
    "user_inputs": "Your name, your address and the name of this site are tried first",
    "spatial": "Keys that lie side by side are easy to guess",
    "repeat": "Characters and words that repeat are easy to guess",
    "sequence": "Rows such as abc or 6543 are easy to guess",
    "date": "Dates and years are easy to guess",
    "regex": "Dates and years are easy to guess",
    "bruteforce": "This password is short enough to be guessed",
}


class BusyError(Exception):
    """Too many passwords are at work already."""

    retry_seconds = 5


class Places:
    """Few work, few more wait for them a little while; nobody else waits.

    However many ask at once, most of the server's threads never stand in line.
    """

    def __init__(
        self,
        at_work: int,
        waiting: int,
        patience_seconds: float,
        everybody: threading.Semaphore | None = None,
    ) -> None:
        """``everybody`` has a place more for each that may be inside here or elsewhere."""
        self._everybody = everybody or threading.Semaphore(at_work + waiting)
        self._inside = threading.BoundedSemaphore(at_work + waiting)
        self._at_work = threading.BoundedSemaphore(at_work)
        self._patience_seconds = patience_seconds
        self._here = threading.local()

    @contextmanager
    def entered(self) -> Iterator[None]:
        """A place to work or wait until the end of the block; raises ``BusyError``."""
        if getattr(self._here, "is_inside", False):
            yield
            return
        with at_once(self._inside), at_once(self._everybody):
            self._here.is_inside = True
            try:
                yield
            finally:
                self._here.is_inside = False

    @contextmanager
    def taken(self) -> Iterator[None]:
        """A place to work until the end of the block; raises ``BusyError``."""
        with self.entered():
            if not self._at_work.acquire(timeout=self._patience_seconds):
                raise BusyError
            try:
                yield
            finally:
                self._at_work.release()


@contextmanager
def at_once(places: threading.Semaphore) -> Iterator[None]:
    """One of these until the end of the block; raises ``BusyError`` where none is free."""
    if not places.acquire(blocking=False):
        raise BusyError
    try:
        yield
    finally:
        places.release()


class Passwords:
    """The passwords of one process: argon2id with the parameters that OWASP asks for.

    https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
    All but ``needs_rehash`` raise ``BusyError``.
    """

    def __init__(self, threads: int = 8, patience_seconds: float = PATIENCE_SECONDS) -> None:
        waiting = min(WAITING, max(0, threads - LEFT_THREADS - AT_WORK))
        inside = AT_WORK + waiting
        everybody = threading.Semaphore(max(AT_WORK + 1, threads - 1))
        self._places = Places(AT_WORK, waiting, patience_seconds, everybody)
        # Apart, and one at a time: weak passwords take no place of those who sign in.
        self._judging = Places(1, inside - 1, patience_seconds, everybody)
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._nobodys = self._hasher.hash(secrets.token_bytes())

    def room(self) -> AbstractContextManager[None]:
        """Room for all that one try takes: a storm is refused before the database is asked.

        Without it all threads would count tries and give them back, and pages wait for them.
        """
        return self._places.entered()

    def judging(self) -> AbstractContextManager[None]:
        """The same for a try of a new password, until it is judged."""
        return self._judging.entered()

    def hash(self, password: str) -> str:
        """What is stored of it; raises ``ValueError`` for one that is too long."""
        if len(password) > MOST:
            raise ValueError(f"a password of more than {MOST} characters")
        with self._places.taken():
            return self._hasher.hash(hashable(password))

    def is_right(self, stored: str | None, given: str) -> bool:
        """Whether it is the stored one. Where none is stored, the answer takes as long."""
        is_possible = (stored or "").startswith(ARGON2ID) and len(given) <= MOST
        compared = stored if stored and is_possible else self._nobodys
        with self._places.taken():
            return self._is_same(compared, hashable(given[:MOST])) and is_possible

    def _is_same(self, stored: str, given: bytes) -> bool:
        try:
            return self._hasher.verify(stored, given)
        except VerifyMismatchError:
            return False

    def needs_rehash(self, stored: str) -> bool:
        """Whether a hash that has just been found right is of other parameters than today's."""
        return self._hasher.check_needs_rehash(stored)

    def weakness(self, password: str, own_words: Iterable[str] = ()) -> str | None:
        """Why it will not do, in one sentence that does not repeat it; None where it will.

        ``own_words`` are what a stranger tries first: name, address, the name of the site.
        """
        if len(password) > MOST:
            return f"Use at most {MOST:,} characters."
        normal = normalised(password)
        if len(normal) < LEAST:
            return f"Use at least {LEAST} characters: {ADVICE}"
        with self._judging.taken():
            judgement = judge(judged(normal), tuple(parts_of(own_words)))
        return None if judgement["score"] >= GOOD_SCORE else sentence(judgement["sequence"])


def normalised(text: str) -> str:
    """The same characters from every keyboard (NIST SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFKC", text)


def hashable(password: str) -> bytes:
    """Half of a surrogate pair is a character too: terminals give one for a stray byte."""
    return normalised(password).encode("utf-8", "surrogatepass")


def parts_of(own_words: Iterable[str]) -> Iterator[str]:
    """Each of them, and what stands between its spaces, dots and the like."""
    for word in own_words:
        whole = normalised(word[:JUDGED])[:JUDGED]
        parts = [part for part in re.split(r"[\W_]+", whole) if len(part) > 2]
        yield from (whole, "".join(parts), *parts)


def judged(password: str) -> str:
    """What zxcvbn sees of it: what follows makes it stronger only."""
    first = password[:JUDGED]
    letters = relevant_l33t_subtable(first, L33T_TABLE)
    ways = math.prod(len(signs) for signs in letters.values())
    return first if ways <= MOST_WAYS else first[:JUDGED_SIGNS]


_judge = threading.Lock()  # zxcvbn keeps the own words of whoever asks in a table for all


def judge(password: str, own_words: tuple[str, ...]) -> dict[str, Any]:
    """zxcvbn's result."""
    with _judge:
        found: dict[str, Any] = zxcvbn(password, own_words)
        return found


def sentence(sequence: list[dict[str, Any]]) -> str:
    """What speaks against a password, by the parts in which zxcvbn guessed it."""
    longest = max(sequence, key=lambda part: len(part["token"]))
    kind = longest.get("dictionary_name", longest["pattern"])
    return f"{REASONS.get(kind, WORDS)}: {ADVICE}"


def includeme(config: Configurator) -> None:
    config.registry.passwords = Passwords(config.registry.site.server_threads)
