"""The blocks of a README: what each says, and how it is written."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from markdown_it.token import Token

from talkpython_site.markdown import plain_text
from talkpython_site.markdown.texts import READER, words


class Block(NamedTuple):
    """A heading, paragraph, list or other block that stands in no other."""

    tag: str  # as in HTML, "" of HTML itself
    words: str  # on one line; "" of pictures
    source: str
    items: tuple[str, ...] = ()  # of a list
    heads: tuple[str, ...] = ()  # the first paragraph of each item of a numbered list
    links: tuple[tuple[str, str], ...] = ()  # label and address

    @property
    def is_heading(self) -> bool:
        """Whether a section of the text begins here."""
        return self.tag in {"h1", "h2"}

    @property
    def is_list(self) -> bool:
        return self.tag in {"ul", "ol"}


def read_blocks(source: str) -> list[Block]:
    found: dict[str, Any] = {}  # the addresses that a text names apart from its links
    tokens, lines = READER.parse(source, found), source.splitlines()
    return [
        Block(
            tag=group[0].tag,
            words=said(group, found),
            source="\n".join(lines[slice(*(group[0].map or (0, 0)))]).strip(),
            items=tuple(items_of(group, found)) if group[0].tag in {"ul", "ol"} else (),
            heads=tuple(heads_of(group, found)) if group[0].tag == "ol" else (),
            links=tuple(links_of(group)),
        )
        for group in grouped(tokens)
    ]


def grouped(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens of each block at the top."""
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


def said(group: Sequence[Token], found: dict[str, Any]) -> str:
    if group[0].type == "html_block":
        return " ".join(plain_text(group[0].content).split())
    is_shown = any(map(has_words, group)) or group[0].type in {"fence", "code_block"}
    return words(list(group), found) if is_shown else ""


def has_words(token: Token) -> bool:
    """Whether it has any but those of pictures."""
    children = token.children or ()
    return any(
        child.type in {"text", "code_inline"} and child.content.strip() for child in children
    )


def items_of(group: Sequence[Token], found: dict[str, Any]) -> Iterator[str]:
    """What each item of a list says, with what lies in it."""
    start = 0
    for at, token in enumerate(group):
        if token.level == 1 and token.nesting == 1:
            start = at
        elif token.level == 1 and token.nesting == -1:
            yield words(list(group[start + 1 : at]), found)


def heads_of(group: Sequence[Token], found: dict[str, Any]) -> Iterator[str]:
    for at, token in enumerate(group):
        if token.type == "inline" and token.level == 3:  # list, item, paragraph
            first = group[at - 2].type == "list_item_open"
            yield from [words([token], found)] if first else []


def links_of(group: Sequence[Token]) -> Iterator[tuple[str, str]]:
    for token in group:
        label, address = "", None
        for child in token.children or ():
            if child.type == "link_open":
                label, address = "", str(child.attrs.get("href", ""))
            elif child.type == "link_close" and address is not None:
                yield label, address
            else:
                label += child.content
