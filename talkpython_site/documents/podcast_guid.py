"""The one name of a podcast in all directories, which follows it wherever its feed moves."""

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID, uuid5

from bson import ObjectId
from pymongo.errors import DuplicateKeyError

from talkpython_site.addresses import is_of_this_machine, without_scheme
from talkpython_site.documents.podcast import Podcast

FEEDS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # the podcast namespace's own


def guid_of(feed_url: str) -> str:
    """The podcast:guid of a show that came without one: the version-5 UUID of its feed's first
    address, without scheme and slashes at the end (podcast namespace, tag ``guid``).
    """
    return str(uuid5(FEEDS, without_scheme(feed_url).rstrip("/")))


def settle_guid(podcast_id: ObjectId, feed_urls: Sequence[str]) -> str | None:
    """Give a podcast without guid the one of the first of these addresses that no other has.

    Once and for good: whoever is second, or comes after a death, finds it there. Gives the guid
    that it has then; None where every address is taken. An address of this machine, as a site has
    before it is anybody's, is none to keep: its guid is given and not stored.
    Raises ``PyMongoError``.
    """
    lasting = [url for url in feed_urls if not is_of_this_machine(url)]
    if not lasting:
        return next(map(guid_of, feed_urls), None)
    without = {"_id": podcast_id, "guid": {"$in": [None, ""]}}
    for url in lasting:
        with suppress(DuplicateKeyError):  # another show's feed began at the same address
            Podcast.collection().update_one(without, {"$set": {"guid": guid_of(url)}})
            break
    stored = Podcast.collection().find_one({"_id": podcast_id}, {"guid": 1}) or {}
    return stored.get("guid")
