"""What came of a text in which people ask and answer, in sentences."""

from collections import defaultdict
from collections.abc import Sequence

from talkpython_site import wording
from talkpython_site.documents.interview import CODE, KINDS
from talkpython_site.importing.interviews.parsed import Conversation, Doubt

ALL = "Nothing was left out."
TITLED = "Its first heading is the title."
SAME_TITLE = "Its first heading says the title, and stands there alone."
INTRODUCED = "What stands before the first question or answer is the introduction."
LEFT_OUT = "{} {} left out; the original keeps them."
MOST_NAMES = 3  # that were taken as one person, said one by one
MOST_DOUBTS = 3  # said one by one
WORDS = {CODE: ("piece of code", "pieces of code")}


def counts(found: Conversation) -> str:
    """ "24 questions, 23 answers, 2 notes"."""
    kinds = [(kind, found.counts[kind]) for kind in KINDS if found.counts[kind]]
    return ", ".join(
        wording.counted(count, *WORDS.get(kind, (kind, f"{kind}s"))) for kind, count in kinds
    )


def left_out(found: Conversation) -> str:
    said = []
    if found.times:
        said.append(f"{wording.counted(found.times, 'time')} before names")
    if found.tails:
        said.append(f"{wording.counted(len(found.tails), 'addition')} to names, “{found.tails[0]}”")
        said[-1] += " first," if len(found.tails) > 1 else ","
    if found.comments:
        said.append(f"{wording.counted(found.comments, 'comment')} in HTML")
    is_one = found.times + len(found.tails) + found.comments == 1
    return LEFT_OUT.format(" and ".join(said), "is" if is_one else "are") if said else ALL


def taken_as(found: Conversation) -> list[str]:
    """Names that were taken as somebody else's."""
    names: dict[str, list[str]] = defaultdict(list)
    for each in found.same:
        names[each.name].append(f"“{each.written}”")
    return [
        f"{wording.counted(len(written), 'name')} were taken as {name}."
        if len(written) > MOST_NAMES
        else f"{' and '.join(written)} {'was' if len(written) == 1 else 'were'} taken as {name}."
        for name, written in names.items()
    ]


def doubts(found: Sequence[Doubt]) -> list[str]:
    said = [f"Line {each.line}: {each.words}." for each in found[:MOST_DOUBTS]]
    rest = len(found) - MOST_DOUBTS
    return [*said, f"And {rest:,} more like this."] if rest > 0 else said
