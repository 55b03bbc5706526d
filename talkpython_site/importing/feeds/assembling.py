"""What only all items of a feed together tell: numbers, titles, guids, topics, days."""

from collections.abc import Sequence
from dataclasses import replace

from talkpython_site.importing.feeds.ages import BEFORE_ALL
from talkpython_site.importing.feeds.dates import DAY, are_days, stored
from talkpython_site.importing.feeds.guids import candidates, first_free
from talkpython_site.importing.feeds.items import Draft
from talkpython_site.importing.feeds.numbers import numbers_in, without_number
from talkpython_site.importing.feeds.parsed import Oddity, ParsedItem
from talkpython_site.importing.feeds.report import Report
from talkpython_site.importing.feeds.titles import choose_title
from talkpython_site.importing.feeds.topics import choose_topics


def assemble(drafts: Sequence[Draft], show: str, report: Report) -> tuple[ParsedItem, ...]:
    """The finished items in their order; one without a guid of its own is set aside."""
    guids = settle_guids(drafts, report)
    recognised = numbers_in([draft.heading for draft in drafts])
    topics = choose_topics([draft.labels for draft in drafts])
    is_day = are_days(draft.moment for draft in drafts)
    together = zip(drafts, guids, recognised, topics, strict=True)
    return tuple(
        replace(
            numbered(draft, number, show),
            guid=guid,
            topics=rare,
            published_at=stored(draft.moment, is_day=is_day),
            published_precision=DAY if is_day and draft.moment else None,
        )
        for draft, guid, number, rare in together
        if guid is not None
    )


def numbered(draft: Draft, recognised: int | None, show: str) -> ParsedItem:
    """An item with its number, and its title without it."""
    item = draft.item
    number = recognised if item.number is None else item.number
    title = choose_title(draft.heading, item.title, show)
    is_recognised = recognised is not None and recognised == number
    return replace(
        item,
        number=number,
        title=without_number(title, number, is_recognised=is_recognised),
    )


def settle_guids(drafts: Sequence[Draft], report: Report) -> list[str | None]:
    """A guid for each, the oldest first; None for those set aside."""
    guids: list[str | None] = [None] * len(drafts)
    taken: set[str] = set()
    for index in sorted(range(len(drafts)), key=lambda index: drafts[index].moment or BEFORE_ALL):
        draft = drafts[index]
        given = draft.item.guid
        url = draft.item.enclosure.url if draft.item.enclosure else None
        guids[index] = first_free(candidates(given, url, draft.item.original_url), taken)
        if guids[index] is None:
            report.set_aside.append(Oddity(draft.name, "another item has its guid and its audio"))
        elif guids[index] != given:
            report.about(draft.name)(
                "its guid is taken; its enclosure or its link stands for it"
                if given
                else "it has no guid; its enclosure or its link stands for it"
            )
    return guids
