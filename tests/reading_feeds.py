"""Feeds of a show, and what they say by element names under their usual prefixes."""

from typing import Any

from lxml import etree

from talkpython_site.documents import Podcast
from talkpython_site.feeds.elements import NAMESPACES
from tests.conftest import Visit
from tests.factories import make_podcast

HERE = "https://longwave.example"
GUID = "0f6f4e5c-6f4b-5c9d-9f5d-2a3f4b5c6d7e"


def make_deep(**changes: Any) -> Podcast:
    return make_podcast(slug="deep", **{"guid": GUID, "categories": [["Technology"]], **changes})


def parsed(body: bytes) -> etree._Element:
    """The channel; raises ``XMLSyntaxError`` for what is not well-formed."""
    channel = etree.fromstring(body, etree.XMLParser(resolve_entities=False)).find("channel")
    assert channel is not None
    return channel


def channel_of(visit: Visit, slug: str = "deep") -> etree._Element:
    return parsed(visit.get(f"/podcasts/{slug}/feed.xml").body)


def every(parent: etree._Element, name: str) -> list[etree._Element]:
    return parent.findall(name, NAMESPACES)


def said(parent: etree._Element, name: str) -> list[str]:
    """The text of each such child."""
    return [element.text or "" for element in every(parent, name)]


def told(parent: etree._Element, name: str) -> list[dict[str, str]]:
    """The attributes of each such child."""
    return [{str(k): str(v) for k, v in element.attrib.items()} for element in every(parent, name)]


def items(visit: Visit, slug: str = "deep") -> list[etree._Element]:
    return every(channel_of(visit, slug), "item")


def titles(found: list[etree._Element]) -> list[Any]:
    return [item.findtext("title") for item in found]
