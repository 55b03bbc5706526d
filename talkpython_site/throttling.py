"""How often something may fail: counted before the work, given back by what succeeds."""

import math
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from talkpython_site.documents.moments import utc_now
from talkpython_site.documents.tries import Tries
from talkpython_site.signing import Signer

MINUTE, HOUR, DAY = 60, 3_600, 86_400
KEPT_ON = timedelta(minutes=1)  # clocks differ: none is removed while another process counts


class Limit(NamedTuple):
    """So many tries in each window of time, for each key."""

    name: str
    most: int
    seconds: int


# Wrong passwords and codes alike, at signing in and later. Two windows that meet let twice as many
# through: 18 tries of strangers, and 18 of all browsers in which this password was right before.
SIGN_IN_ACCOUNT = Limit("sign-in of an account", 9, 15 * MINUTE)
SIGN_IN_DEVICE = Limit("sign-in from a known browser", 5, 15 * MINUTE)
SIGN_IN_DEVICES = Limit("sign-in from all known browsers of an account", 9, 15 * MINUTE)
SIGN_IN_NETWORK = Limit("sign-in from a network", 100, 15 * MINUTE)
REGISTER_NETWORK = Limit("registration from a network", 60, HOUR)
WEAK_NETWORK = Limit("weak passwords from a network", 30, 15 * MINUTE)
TAKEN_NETWORK = Limit("registration with a taken address", 20, HOUR)
RESET_ADDRESS = Limit("reset of an address", 3, HOUR)
RESET_DEVICE = Limit("reset from a browser that the address is known by", 3, HOUR)
RESET_NETWORK = Limit("reset from a network", 30, HOUR)
CONFIRM_ADDRESS = Limit("confirmation of an address", 3, HOUR)
EMAIL_ACCOUNT = Limit("new addresses that an account asks for", 10, DAY)
OWN_CHANGES = Limit("changes of an account by its owner", 60, HOUR)
OWN_CHANGES_NETWORK = Limit("changes of accounts by owners in a network", 600, HOUR)
MAIL_ADDRESS = Limit("mail that anybody can have sent to an address", 10, DAY)


class ThrottledError(Exception):
    """Tried too often; again after ``retry_seconds``, which are 1 at least."""

    def __init__(self, retry_seconds: int) -> None:
        super().__init__(f"tried too often, again in {retry_seconds} s")
        self.retry_seconds = retry_seconds


class Counter(NamedTuple):
    """The tries of one key in one of the equal parts into which its limit cuts time."""

    tries_id: str
    limit: Limit
    ends_at: datetime

    @classmethod
    def at(cls, now: datetime, limit: Limit, digest: str) -> "Counter":
        window = int(now.timestamp()) // limit.seconds
        ends_at = datetime.fromtimestamp((window + 1) * limit.seconds, UTC)
        return cls(f"{digest}:{window}", limit, ends_at)

    def take(self) -> bool:
        return Tries.take(self.tries_id, self.limit.most, self.ends_at + KEPT_ON)


class Reservation:
    """Tries that have been counted."""

    def __init__(self) -> None:
        self._taken: list[Counter] = []

    def take(self, counter: Counter) -> bool:
        """Count one more; False where the limit is reached."""
        is_taken = counter.take()
        self._taken += [counter] if is_taken else []
        return is_taken

    def give_back(self, *limits: Limit) -> None:
        """It succeeded and was no try, for these limits or for all; once more changes nothing."""
        for counter in list(self._taken):
            if counter.limit in limits or not limits:
                self._taken.remove(counter)
                Tries.give_back(counter.tries_id)


def reserve(signer: Signer, *tries: tuple[Limit, str]) -> Reservation:
    """Count a try for each limit and key, before the work that they limit.

    Only digests of keys are stored. Raises ``ThrottledError`` where one of them was tried too
    often; then none is counted.
    """
    now, reservation = utc_now(), Reservation()
    counters = [
        Counter.at(now, limit, signer.digest(f"{limit.name}:{key}")) for limit, key in tries
    ]
    # A storm meets full counters: one look is 0.8 ms, writing 3.4 ms for each (embedded engine).
    counts = Tries.counts(counter.tries_id for counter in counters)
    refuse([each for each in counters if counts.get(each.tries_id, 0) >= each.limit.most], now)
    for counter in counters:
        if not reservation.take(counter):
            reservation.give_back()
            refuse([counter], now)
    return reservation


def refuse(full: list[Counter], now: datetime) -> None:
    """Raise ``ThrottledError`` unless there is none."""
    if full:
        seconds = (max(each.ends_at for each in full) - now).total_seconds()
        raise ThrottledError(max(1, math.ceil(seconds)))
