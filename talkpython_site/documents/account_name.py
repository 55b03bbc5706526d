"""What somebody wants to be called: any name, in any script, on one line."""

import unicodedata

LONGEST = 100
MOST_TYPED = 4 * LONGEST  # one letter is four characters at most before they are composed
# Controls, halves of characters, and characters that are not assigned or mean nothing elsewhere.
# Joiners and marks of direction (Cf) belong to names in Persian, Arabic and many Indian scripts.
UNSHOWN = {"Cc", "Cs", "Co", "Cn"}
# Those that turn the direction of what follows: "evil" would be read "live" (UTR 36, 3.2).
BLANK = "\u115f\u1160\u2800\u3164\uffa0"  # letters and signs that leave no mark
TURNING = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


def clean_name(given: str) -> str:
    """The name as it is shown; raises ``ValueError`` with a sentence."""
    line = " ".join(given.split())
    # Composing takes time by the square of the marks: 18 s for a megabyte, all threads wait.
    name = unicodedata.normalize("NFC", line) if len(line) <= MOST_TYPED else line
    if len(name) > LONGEST:
        raise ValueError(f"A name has {LONGEST} characters at most.")
    if not any(is_seen(letter) for letter in name):
        raise ValueError("Say what you want to be called.")
    if any(is_unshown(letter) for letter in name):
        raise ValueError("This name holds a character that cannot be shown.")
    return name


def is_seen(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LNSP" and letter not in BLANK


def is_unshown(letter: str) -> bool:
    return unicodedata.category(letter) in UNSHOWN or unicodedata.bidirectional(letter) in TURNING
