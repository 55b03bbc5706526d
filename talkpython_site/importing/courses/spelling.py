"""How a README writes names such as MongoDB: in titles of files they have no capitals."""

import re
from collections import defaultdict
from collections.abc import Iterable

WORD = re.compile(r"(?<![\w#@])[^\W\d_]\w*")
ADDRESS = re.compile(r"(?<!\S)\S{1,100}?(?:://|\.\w{1,20}/)\S*")
SENTENCE_END = re.compile(r"[.!?:…]\W*$")


class Spellings:
    """The words that a text never writes with a small letter, but where a sentence begins."""

    def __init__(self, texts: Iterable[str], title: str) -> None:
        forms: dict[str, set[str]] = defaultdict(set)
        for text in texts:
            prose = ADDRESS.sub("…", text)
            prose = (
                prose.replace(title, "…") if title else prose
            )  # its capitals are those of titles
            for place, match in enumerate(WORD.finditer(prose)):
                before = prose[max(0, match.start() - 8) : match.start()]
                is_first = not place or SENTENCE_END.search(before)
                if not is_first or has_inner_capital(match[0]):
                    forms[match[0].casefold()].add(match[0])
        for word in filter(has_inner_capital, WORD.findall(title)):
            forms[word.casefold()] = {word}
        self._names = {
            key: next(iter(found))
            for key, found in forms.items()
            if len(found) == 1 and not next(iter(found)).islower() and len(key) > 1
        }

    def apply(self, words: str) -> str:
        return WORD.sub(lambda match: self._names.get(match[0].casefold(), match[0]), words)

    def names_in(self, title: str) -> list[str]:
        """The names among the words of a title, each once."""
        found = (self._names.get(match[0].casefold()) for match in WORD.finditer(title))
        return list(dict.fromkeys(filter(None, found)))


def has_inner_capital(word: str) -> bool:
    return any(map(str.isupper, word[1:]))
