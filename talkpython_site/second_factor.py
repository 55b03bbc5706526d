"""The second factor: six digits of an app (TOTP, RFC 6238) or one of ten recovery codes."""

import base64
import hashlib
import hmac
import unicodedata
from collections.abc import Iterator
from datetime import datetime

import pyotp

from talkpython_site.documents import Account

# SHA-1, six digits, 30 seconds: what every app reads, whatever else an address asks for.
STEP_SECONDS = 30
DIGITS = 6
SKEW = (0, -1, 1)  # in steps; RFC 6238, 5.2
RECOVERY_CODES = 10
GROUPS, GROUP = 3, 4
LONGEST = 64  # characters, with what people type around a code; more of them are no code
# Without letters and digits that look like others: 59 bits in a code of twelve.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def is_right(account: Account, code: str, now: datetime) -> bool:
    """Whether this code was right, and is the first time that it was used; it is spent now."""
    plain = plain_code(code)
    if not account.totp_secret or not plain:
        return False
    if not is_recovery_code(code):
        steps = steps_of(account.totp_secret, plain, now)
        return any(account.spend_step(step) for step in steps)
    return account.spend_recovery_code(recovery_hash(plain))


def is_recovery_code(code: str) -> bool:
    """Whether it has the shape of one; an app's has six digits."""
    return len(plain_code(code)) != DIGITS


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Which step a code of this secret belongs to; None for a wrong one."""
    return next(steps_of(secret, plain_code(code), now), None)


def steps_of(secret: str, plain: str, now: datetime) -> Iterator[int]:
    """The steps around this moment whose code this is, the present one first."""
    present, codes = int(now.timestamp()) // STEP_SECONDS, pyotp.TOTP(secret)
    for step in (present + skew for skew in SKEW):
        if hmac.compare_digest(codes.generate_otp(step).encode(), plain.encode()):
            yield step


def secret_from(seed: str) -> str:
    """160 bits in Base32, as long as RFC 4226, 4 asks for; the same for the same seed."""
    return base64.b32encode(hashlib.sha256(seed.encode()).digest()[:20]).decode()


def uri(secret: str, email: str, site_name: str) -> str:
    """What the QR code says to an app; a colon would part the names at the wrong place."""
    issuer = site_name.replace(":", " ")
    return str(pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer))


def recovery_codes(seed: str) -> list[str]:
    """Ten codes such as "k7mq-3xwt-h9pn", the same for the same seed; only hashes are kept."""
    return [as_code(hashlib.sha256(f"{seed} {n}".encode()).digest()) for n in range(RECOVERY_CODES)]


def as_code(digest: bytes) -> str:
    letters = "".join(ALPHABET[each % len(ALPHABET)] for each in digest[: GROUPS * GROUP])
    return "-".join(in_groups(letters))


def in_groups(text: str) -> list[str]:
    """In fours, as people type it."""
    return [text[start : start + GROUP] for start in range(0, len(text), GROUP)]


def recovery_hash(code: str) -> str:
    """The same for capital and small letters, with hyphens, with spaces and without."""
    return hashlib.sha256(plain_code(code).encode()).hexdigest()


def plain_code(code: str) -> str:
    """Letters and digits alone, small, the digits of every script as 0 to 9."""
    # Folding takes time by the square of the marks: 18 s for a megabyte, all threads wait.
    folded = unicodedata.normalize("NFKC", code).casefold() if len(code) <= LONGEST else ""
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in folded
        if letter.isalnum()
    )
