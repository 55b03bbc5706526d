"""The links of a text, with the words that stand for them."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from talkpython_site.addresses import web_address

ADDRESS = re.compile(r"https?://[\w.~:/?#\[\]@!$&'()*+,;=%-]+", re.ASCII | re.IGNORECASE)
SENTENCE = ".,;:!?'*_"
LONGEST_LABEL = 200
HEARD = 400  # characters before a link that can matter for its label


class Links:
    """Address → label, each address once, in the order of the text that is read to it."""

    def __init__(self) -> None:
        self.labels: dict[str, str] = {}
        self._line: list[str] = []

    def hear(self, text: str) -> None:
        """Text outside links; the last of it may name the next one."""
        self._line.append(text[-HEARD:])

    def end_line(self) -> None:
        self._line.clear()

    def note(self, shown: str, address: str) -> None:
        """A link by the words it shows; where those are its address, by what leads up to it."""
        label = " ".join(shown.split())
        if not label or is_address(label, address):
            label = leading_up("".join(self._line)) or label
        self.labels.setdefault(address, label[:LONGEST_LABEL] or address)
        self.end_line()


def is_address(label: str, address: str) -> bool:
    return (
        " " not in label
        and "." in label
        and label.lower().removesuffix("/").removesuffix("…")
        in f"{address} {unquote(address)}".lower()
    )


def leading_up(line: str) -> str:
    """The "Label" of "<b>Label</b>: link", else ""."""
    last = line.strip()[-HEARD:].rpartition("\n")[2]
    return " ".join(last.removesuffix(":").strip(" ,;•·*|-–—").split()) if last[-1:] == ":" else ""


def bare_addresses(text: str) -> Iterator[tuple[str, str, str]]:
    """(text before, address as shown, address) for each one in a text; the rest has no address."""
    position = 0
    for match in ADDRESS.finditer(text):
        shown = trimmed(match[0])
        if address := web_address(shown):
            yield text[position : match.start()], shown, address
            position = match.start() + len(shown)
    yield text[position:], "", ""


def trimmed(address: str) -> str:
    """Without what belongs to the sentence around it: "(see http://a.example/b)." """
    is_bracketed = "(" in address or "[" in address
    return address.rstrip(SENTENCE if is_bracketed else SENTENCE + ")]")
