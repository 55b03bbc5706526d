"""XML of feeds: elements under their usual prefixes, with text that XML can hold."""

import re
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache

from lxml import etree

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
# XML 1.0, production 2: what is not there cannot even be written as a reference.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rss() -> etree._Element:
    """An empty RSS 2.0 document."""
    return etree.Element("rss", {"version": "2.0"}, nsmap=NAMESPACES)


def add(
    parent: etree._Element, name: str, text: str | None = None, /, **attributes: str | None
) -> etree._Element:
    """Append an element, ``title`` or ``itunes:title``; attributes that are None are left out.

    Text is escaped once, as XML asks; HTML and what must pass for HTML come escaped already.
    """
    element = etree.SubElement(parent, tag(name))
    if text:
        try:
            element.text = text
        except ValueError:  # lxml looks at every character anyway, twice as fast as we could
            element.text = possible(text)
    for key, value in attributes.items():
        if value is not None:
            element.set(key, possible(value))
    return element


def add_known(parent: etree._Element, name: str, text: str | int | None) -> None:
    """Append an element where there is something to say."""
    if text is not None and text != "":
        add(parent, name, str(text))


def add_date(parent: etree._Element, name: str, moment: datetime | None) -> None:
    """Append a moment as RSS has it (RFC 822 with four digits of the year), in UTC."""
    if moment is not None:
        add(parent, name, format_datetime(moment.astimezone(UTC), usegmt=True))


def possible(text: str) -> str:
    """The same without the control characters that no XML may hold."""
    return NOT_IN_XML.sub("", text)


def document(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


@cache
def tag(name: str) -> str:
    """The name as lxml wants it: ``{namespace}title``."""
    prefix, separator, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if separator else local
