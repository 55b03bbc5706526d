"""XML of feeds: elements under their usual prefixes, with text that XML can hold."""

import re
from datetime import UTC, datetime
from typing import Any

from lxml import etree

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
# XML 1.0, production 2: what is not there cannot even be written as a reference.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Tags(dict[str, str]):
    """Names as lxml wants them, ``{namespace}title``, made when first asked for."""

    def __missing__(self, name: str) -> str:
        prefix, separator, local = name.rpartition(":")
        made = self[name] = f"{{{NAMESPACES[prefix]}}}{local}" if separator else local
        return made


TAGS = Tags()


def rss() -> etree._Element:
    """An empty RSS 2.0 document."""
    return etree.Element("rss", {"version": "2.0"}, nsmap=NAMESPACES)


def atom(language: str) -> etree._Element:
    """An empty Atom document (RFC 4287) in a language."""
    own: Any = {None: NAMESPACES["atom"]}  # the stubs want a prefix
    root = etree.Element(TAGS["atom:feed"], nsmap=own)
    root.set(LANGUAGE, language)
    return root


def add(
    parent: etree._Element, name: str, text: str | None = None, /, **attributes: str | None
) -> etree._Element:
    """Append an element, ``title`` or ``itunes:title``; attributes that are None are left out.

    Text is escaped once, as XML asks.
    """
    element = etree.SubElement(parent, TAGS[name])
    try:
        if text:
            element.text = text
        for key, value in attributes.items():
            if value is not None:
                element.set(key, value)
    except ValueError:  # lxml looks at every character anyway; asking before takes as long again
        parent.remove(element)
        clean = {key: value and possible(value) for key, value in attributes.items()}
        return add(parent, name, possible(text or ""), **clean)
    return element


def add_html(
    parent: etree._Element, name: str, html: str | None, /, **attributes: str | None
) -> None:
    """Append HTML, where there is some, as a CDATA section: a fifth smaller than escaped."""
    if html:
        element = add(parent, name, None, **attributes)
        try:
            element.text = etree.CDATA(html)
        except ValueError:
            element.text = etree.CDATA(possible(html))


def add_known(parent: etree._Element, name: str, text: str | int | None) -> None:
    """Append an element where there is something to say."""
    if text is not None and text != "":
        add(parent, name, str(text))


def add_date(parent: etree._Element, name: str, moment: datetime | None) -> None:
    """Append a moment as RSS has it (RFC 822 with four digits of the year), in UTC.

    ``email.utils`` takes four times as long, which a feed of 2,000 items feels.
    """
    if moment is not None:
        utc = moment.astimezone(UTC)
        day = f"{DAYS[utc.weekday()]}, {utc.day:02} {MONTHS[utc.month - 1]} {utc.year:04}"
        add(parent, name, f"{day} {utc.hour:02}:{utc.minute:02}:{utc.second:02} GMT")


def add_moment(parent: etree._Element, name: str, moment: datetime) -> None:
    """Append a moment as Atom has it (RFC 3339), in UTC."""
    add(parent, name, f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")


def possible(text: str) -> str:
    """The same without the control characters that no XML may hold."""
    return NOT_IN_XML.sub("", text)


def document(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
