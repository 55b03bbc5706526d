"""The elements of a feed by one name each, whatever prefix or spelling of a namespace they use."""

from collections import Counter, defaultdict
from functools import lru_cache
from html import escape, unescape

from lxml import etree

# Namespaces without scheme, last slash and capitals: feeds write them in every way.
NAMESPACES = {
    "www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "podcastindex.org/namespace/1.0": "podcast",
    "github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "www.w3.org/2005/atom": "atom",
    "purl.org/atom/ns#": "atom",
    "purl.org/rss/1.0/modules/content": "content",
    "podlove.org/simple-chapters": "psc",
    "purl.org/dc/elements/1.1": "dc",
    "search.yahoo.com/mrss": "media",
    "rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "purl.org/rss/1.0": "",
    "my.netscape.com/rdf/simple/0.9": "",
    "backend.userland.com/rss2": "",
}
# What the C1 controls are in windows-1252, where they always come from.
WESTERN = {code: bytes([code]).decode("cp1252", "ignore") or None for code in range(0x80, 0xA0)}
CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127]) | WESTERN


def name_of(element: etree._Element) -> str:
    """ "itunes:author", "title": an element's name under the usual prefix, RSS itself without."""
    return usual_name(str(element.tag), element.prefix)


@lru_cache(maxsize=4096)
def usual_name(tag: str, prefix: str | None) -> str:
    """The name of a tag as lxml gives it; of a prefix that nobody declared the name as it is."""
    uri, _, local = tag.rpartition("}")
    uri = uri.lstrip("{").partition("://")[2] or uri.lstrip("{")
    known = NAMESPACES.get(uri.rstrip("/").lower())
    usual = (prefix or "") if known is None and uri else (known or "")
    return f"{usual}:{local}" if usual else local


class Fields:
    """The children of a show or an item by their names, in their order.

    What nobody asked for by name in the end was not kept.
    """

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self._children: defaultdict[str, list[etree._Element]] = defaultdict(list)
        self._asked: set[str] = set()
        for child in element.iterchildren(tag=etree.Element):
            self._children[name_of(child)].append(child)

    def all(self, *names: str) -> list[etree._Element]:
        """Every child of these names, those of the first name first."""
        self._asked.update(names)
        return [child for name in names for child in self._children.get(name, ())]

    def texts(self, *names: str) -> list[str]:
        """The text of each, on one line, without those that have none."""
        return list(filter(None, map(line_of, self.all(*names))))

    def text(self, *names: str) -> str | None:
        """The first text that there is under these names, on one line."""
        return next(iter(self.texts(*names)), None)

    def markups(self, *names: str) -> list[str]:
        """The HTML or plain text of each, without those that have none."""
        return list(filter(None, map(markup_of, self.all(*names))))

    def attribute(self, name: str, key: str) -> str | None:
        """The first such attribute of these children that says something."""
        return next(filter(None, (attribute(child, key) for child in self.all(name))), None)

    def not_kept(self) -> Counter[str]:
        """Name → count of children that were never asked for, and "child/name" of all in them."""
        unasked = self._children.keys() - self._asked
        counts = Counter({name: len(self._children[name]) for name in unasked})
        for name in unasked:
            for child in self._children[name]:
                within = child.iterdescendants(tag=etree.Element)
                counts.update(f"{name}/{name_of(element)}" for element in within)
        return counts


def line_of(element: etree._Element) -> str:
    return " ".join(text_of(element).split())


def text_of(element: etree._Element) -> str:
    """The text of an element and all in it, without control characters."""
    parts = [element.text or ""]
    for child in element:
        is_entity = child.tag is etree.Entity  # one that a DTD elsewhere may have defined
        parts.append(unescape(str(child.text)) if is_entity else text_of(child))
        parts.append(child.tail or "")
    return "".join(parts).translate(CONTROLS)


def markup_of(element: etree._Element) -> str:
    """The HTML in an element: its text, or where it has tags of its own those and their text."""
    if not len(element):
        return (element.text or "").translate(CONTROLS).strip()
    children = (
        etree.tostring(child, encoding="unicode", method="html") for child in element
    )  # with what follows each
    whole = escape(element.text or "", quote=False) + "".join(children)
    return whole.translate(CONTROLS).strip()


def attribute(element: etree._Element, *names: str) -> str | None:
    """The first of these attributes that says something."""
    values = (" ".join(element.get(name, "").translate(CONTROLS).split()) for name in names)
    return next(filter(None, values), None)
