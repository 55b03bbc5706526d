"""Addresses of mail: what is one, and when two are the same."""

import hashlib
import unicodedata

from email_validator import EmailNotValidError, validate_email

DIGEST_LETTERS = 32  # 128 bits
LONGEST = 254  # RFC 5321, 4.5.3.1.3, less its brackets


def clean_email(given: str) -> str:
    """The address as it is shown and written to; raises ``ValueError`` with a sentence."""
    stripped = given.strip()
    if not stripped:
        raise ValueError("Type an e-mail address.")
    if len(stripped) > LONGEST:
        raise ValueError(f"An e-mail address has {LONGEST} characters at most.")
    try:
        found = validate_email(stripped, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise ValueError("This is not an e-mail address, such as ines@example.org.") from error
    return found.normalized


def email_key(email: str) -> str:
    """One key for all spellings: local part folded, domain in its IDNA form, all in small letters.

    Of what is no address the text itself, folded: nobody has it, and asking for it is no error.
    """
    local, at, domain = fold(email).rpartition("@")
    try:
        ascii_domain = validate_email(
            f"x@{domain}", check_deliverability=False, test_environment=True
        ).ascii_domain
    except EmailNotValidError:
        ascii_domain = None
    return f"{local}{at}{ascii_domain or domain}"


def email_digest(email: str) -> str:
    """A name for an address that does not give it away by itself; the same for all spellings."""
    return hashlib.sha256(email_key(email).encode()).hexdigest()[:DIGEST_LETTERS]


def fold(email: str) -> str:
    """Compatible and caseless (Unicode D146); accents stay: they make another address."""
    caseless = unicodedata.normalize("NFKC", email).casefold()
    return unicodedata.normalize("NFKC", caseless).strip()


def names_in(email: str) -> tuple[str, str, str]:
    """The address, what stands before its sign and what after: none of them is a password."""
    local, _, domain = email.partition("@")
    return email, local, domain
