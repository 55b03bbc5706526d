"""What an item is about, as far as it says more than what the whole show is about."""

from collections import Counter
from collections.abc import Sequence

from talkpython_site.documents.folding import fold
from talkpython_site.importing.feeds.context import Context
from talkpython_site.importing.feeds.elements import Fields, attribute, line_of

LONGEST = 60  # characters; longer "keywords" are sentences, or lists that lack their commas


def read_labels(fields: Fields, context: Context) -> tuple[str, ...]:
    """Categories and keywords of an item, each once in its first spelling."""
    given = fields.texts("category")
    given += [attribute(e, "text") or line_of(e) for e in fields.all("itunes:category")]
    given += [attribute(e, "label", "term") or "" for e in fields.all("atom:category")]
    for keywords in fields.texts("itunes:keywords", "media:keywords"):
        given += [" ".join(keyword.split()) for keyword in keywords.split(",")]
    if any(len(label) > LONGEST for label in given):
        context.say(f"a keyword of more than {LONGEST} characters is left out")
    labels: dict[str, str] = {}
    for label in given:
        if len(label) <= LONGEST and fold(label):
            labels.setdefault(fold(label), label)
    return tuple(labels.values())


def choose_topics(labels: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Of the labels of each item those that under half of the items carry."""
    counts = Counter(fold(label) for each in labels for label in each)
    rare = {key for key, count in counts.items() if count * 2 < len(labels)}
    return [tuple(label for label in each if fold(label) in rare) for each in labels]
