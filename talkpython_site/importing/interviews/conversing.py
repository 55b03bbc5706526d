"""The passages of a conversation, once it is known who speaks."""

from collections.abc import Mapping, Sequence

from talkpython_site.documents.interview import ANSWER, CODE, NOTE, QUESTION, QUOTE, SAID
from talkpython_site.importing.interviews import pieces as of
from talkpython_site.importing.interviews.census import Census, is_question
from talkpython_site.importing.interviews.parsed import Doubt
from talkpython_site.interview_text import Passage

PICTURE = "a picture is not fetched: its address stands in the text"


class Conversing:
    """One pass over the pieces of a text."""

    def __init__(self, pieces: Sequence[of.Piece], census: Census, who: Mapping[str, Passage],
                 *, titles_ask: bool, bold_asks: bool) -> None:  # fmt: skip
        self._pieces = pieces
        self._census = census
        self._who = who  # key -> how passages of its owner begin
        self._titles_ask = titles_ask
        self._bold_asks = bold_asks
        self._head = Passage(NOTE, "")
        self._lines: list[str] = []
        self._passages: list[Passage] = []
        self._texts: list[list[str]] = []
        self.times = 0
        self.doubts: list[Doubt] = []

    def passages(self) -> tuple[Passage, ...]:
        for piece in self._pieces:
            self._take(piece)
        self._close()
        joined = zip(self._passages, self._texts, strict=True)
        return tuple(head._replace(text="\n\n".join(filter(None, texts))) for head, texts in joined)

    def _take(self, piece: of.Piece) -> None:
        head = piece.head
        speaker = self._who.get(self._census.key_of(head.name)) if head else None
        if head is not None and speaker is not None:
            self._close()
            self._head, self.times = speaker, self.times + head.has_time
            self._lines = [head.rest] if head.rest else []
        elif piece.kind == of.BLANK:
            if self._lines:
                self._lines.append("")
        elif self._asks(piece):
            self._close()
            self._put(Passage(QUESTION, ""), piece.words)
            self._head = Passage(ANSWER, "")
        elif piece.kind in {of.LINE, of.BOLD}:
            self._lines.append(piece.text)
        else:
            self._stand(piece)

    def _asks(self, piece: of.Piece) -> bool:
        if piece.kind == of.BOLD:
            return self._bold_asks
        return piece.kind == of.HEADING and self._titles_ask and is_question(piece.words)

    def _stand(self, piece: of.Piece) -> None:
        """What stands by itself; whoever speaks goes on behind it."""
        self._close()
        if piece.kind == of.QUOTE:
            self._put(Passage(QUOTE, ""), piece.text)
        elif piece.kind == of.CODE:
            self._put(Passage(CODE, "", label=piece.label), piece.text)
        else:
            self._put(Passage(NOTE, ""), piece.text)
        if piece.kind == of.PICTURE:
            self.doubts.append(Doubt(piece.line, PICTURE))

    def _close(self) -> None:
        """What was said so far, if anything."""
        text = "\n".join(self._lines).strip("\n")
        self._lines = []
        if text.strip():
            self._put(self._head, text)

    def _put(self, head: Passage, text: str) -> None:
        """What one says twice in a row, and notes in a row, are one."""
        last = self._passages[-1] if self._passages else None
        if last == head and head.kind in {*SAID, NOTE}:
            self._texts[-1].append(text)
        else:
            self._passages.append(head)
            self._texts.append([text])
