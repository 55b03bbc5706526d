"""A title for a lecture that has none, of the first words that are said in it."""

import re
from collections.abc import Iterable

from talkpython_site.importing.courses.parsed import ParsedLine
from talkpython_site.importing.feeds.stored import shortened

LONGEST = 60
SHORTEST = 12  # "Hello." says too little
ENOUGH = 400  # characters to look at
FILLER = re.compile(
    r"(?:(?:(?:all right|alright|okay|ok|so(?! far| that| many| much)|now(?! that)|and|but|hey|oh)"
    r"(?=[\s,.!?…])|(?:well|right),)[\s,.!?…]*)+",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?])\s+|\s*[;:–—]\s+|…\s*|\.{2,}\s*")


def title_from(lines: Iterable[ParsedLine]) -> str:
    """The first sentence that says something, cut at a word's end; "" where nothing is said."""
    spoken = ""
    for line in lines:
        spoken = f"{spoken} {line.text[:ENOUGH]}".strip()
        if len(spoken) > ENOUGH:
            break
    sentences = [bare(sentence) for sentence in SENTENCE.split(spoken)]
    said = next((each for each in sentences if len(each) >= SHORTEST), "") or bare(spoken)
    title = shortened(said, LONGEST)
    return title[:1].upper() + title[1:]


def bare(sentence: str) -> str:
    """Without what people say while they begin, and without what ends a sentence."""
    filler = FILLER.match(sentence)
    return sentence[filler.end() if filler else 0 :].strip(" ,.…-")
