"""The passages of a conversation, once it is known who speaks."""

from collections.abc import Mapping, Sequence

from talkpython_site.documents.interview import ANSWER, CODE, NOTE, QUESTION, QUOTE, SAID
from talkpython_site.importing.interviews import heads
from talkpython_site.importing.interviews import pieces as of
from talkpython_site.importing.interviews.census import (
    AFTER_QUESTIONS,
    QUESTION_MARKS,
    Census,
    is_question,
)
from talkpython_site.importing.interviews.parsed import Doubt
from talkpython_site.importing.interviews.speakers import NOTE_LABELS
from talkpython_site.importing.interviews.tags import worded
from talkpython_site.interview_text import Passage

NOTED = "“{}:” begins a note of its own, which nobody says"
HIDDEN = "“{}” is HTML, which stands here as words"
BEFORE_COLON = frozenset({heads.PLAIN, heads.TIMED, heads.BOLD})
ENDS = (".", "!", "…", *QUESTION_MARKS)
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
        self._is_talk = bool(who) or titles_ask or bold_asks
        self._head = Passage(NOTE, "")
        self._is_label = False  # the lines are a note within what somebody says
        self._begins = True  # what comes next is no more of the same
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
            self._begins = self._begins or self._asks_again(speaker)
            self._lines = [self._worded(piece, head.rest)] if head.rest else []
        elif piece.kind == of.BLANK:
            self._leave_line()
        elif head is not None and self._is_noted(piece, head):
            self._close()
            self._lines, self._is_label = [self._worded(piece, piece.text)], True
            self.doubts.append(Doubt(piece.line, NOTED.format(head.name)))
        elif self._asks(piece):
            self._close()
            self._put(Passage(QUESTION, ""), self._worded(piece, piece.words))
            self._head = Passage(ANSWER, "")
        elif piece.kind in {of.LINE, of.BOLD}:
            self._lines.append(self._worded(piece, piece.text))
        else:
            self._stand(piece)

    def _leave_line(self) -> None:
        if self._is_label:
            self._close()
        elif self._lines:
            self._lines.append("")

    def _asks_again(self, speaker: Passage) -> bool:
        """Whether the one who asks has just ended a question, and now begins another."""
        is_more = speaker.kind == QUESTION and self._passages[-1:] == [speaker]
        return is_more and is_question(self._texts[-1][-1])

    def _is_noted(self, piece: of.Piece, head: heads.Head) -> bool:
        """Whether a paragraph, or a sentence in a line of its own, is labelled as a note."""
        is_label = self._census.key_of(head.name) in NOTE_LABELS and head.form in BEFORE_COLON
        if not (is_label and self._is_talk and piece.kind in {of.LINE, of.BOLD}):
            return False
        last = self._lines[-1] if self._lines else ""
        is_sentence = head.name[0].isupper() and last.rstrip(AFTER_QUESTIONS).endswith(ENDS)
        return not last or is_sentence

    def _worded(self, piece: of.Piece, text: str) -> str:
        found = worded(text)
        if found.hidden:
            self.doubts.append(Doubt(piece.line + found.line, HIDDEN.format(found.hidden)))
        return found.text

    def _asks(self, piece: of.Piece) -> bool:
        if piece.kind == of.BOLD:
            return self._bold_asks
        return piece.kind == of.HEADING and self._titles_ask and is_question(piece.words)

    def _stand(self, piece: of.Piece) -> None:
        """What stands by itself; whoever speaks goes on behind it."""
        self._close()
        if piece.kind == of.QUOTE:
            self._put(Passage(QUOTE, ""), self._worded(piece, piece.text))
        elif piece.kind == of.CODE:
            self._put(Passage(CODE, "", label=piece.label), piece.text)
        else:
            self._put(Passage(NOTE, ""), self._worded(piece, piece.text))
        if piece.kind == of.PICTURE:
            self.doubts.append(Doubt(piece.line, PICTURE))

    def _close(self) -> None:
        """What was said so far, if anything."""
        text = "\n".join(self._lines).strip("\n")
        self._lines = []
        is_label, self._is_label = self._is_label, False
        self._begins = self._begins or is_label
        if text.strip():
            self._put(Passage(NOTE, "") if is_label else self._head, text)
        self._begins = self._begins or is_label

    def _put(self, head: Passage, text: str) -> None:
        """What one says twice in a row, and notes in a row, are one."""
        begins, self._begins = self._begins, False
        if not begins and self._passages[-1:] == [head] and head.kind in {*SAID, NOTE}:
            self._texts[-1].append(text)
        else:
            self._passages.append(head)
            self._texts.append([text])
