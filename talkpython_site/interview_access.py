"""The interview that an address names, and what everybody may read of it."""

from typing import Any

from pyramid.httpexceptions import HTTPMovedPermanently, HTTPNotFound
from pyramid.request import Request

from talkpython_site.access import NO_CACHE, WHY_GONE, deciding, is_shown, not_here
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.documents import Interview

NO_INTERVIEW = "There is no such interview here."
# Without what was written: a conversation of 500 kB is not read twice.
FIELDS = (
    "introduction_html", "links", "original_url", "blocks.key", "blocks.kind", "blocks.person",
    "blocks.label", "blocks.picture", "blocks.text_html",
)  # fmt: skip


def visited(request: Request) -> tuple[InterviewCard, dict[str, Any]]:
    """Its card and these fields of its document, which decides who sees it.

    Raises ``HTTPNotFound``, ``HTTPGone`` with the reason where it was taken down, and
    ``HTTPMovedPermanently`` where it has another address by now.
    """
    slug = request.matchdict["slug"]
    card = request.catalogue.interviews.find(slug)
    if card is None:
        raise HTTPNotFound(NO_INTERVIEW)
    fields = {**deciding(FIELDS), **WHY_GONE}
    stored = Interview.collection().find_one({"_id": card.id}, fields)
    if stored is None or not is_shown(request, stored):
        raise not_here(request, stored, NO_INTERVIEW)
    if slug != card.slug:
        query = request.query_string or None
        address = request.route_path("interviews.show", slug=card.slug, _query=query)
        raise HTTPMovedPermanently(address, cache_control=NO_CACHE)
    return card, stored
