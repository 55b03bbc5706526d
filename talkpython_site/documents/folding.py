"""One form for all spellings of a name: how people and topics are recognised."""

import unicodedata

# Accents on letters. Marks of other scripts are no accents: without them "が" would be "か".
ACCENTS = dict.fromkeys(range(0x0300, 0x0370))


def fold(name: str) -> str:
    """Compatible, caseless and without accents (Unicode D146), spaces collapsed; "" for blanks."""
    caseless = unicodedata.normalize("NFKD", name).casefold()
    bare = unicodedata.normalize("NFKD", caseless).translate(ACCENTS)
    return " ".join(unicodedata.normalize("NFC", bare).split())
