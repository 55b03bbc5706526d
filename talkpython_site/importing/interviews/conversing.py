"""The passages of a conversation, once it is known who speaks."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from talkpython_site.documents.interview import ANSWER, CODE, NOTE, QUESTION, QUOTE, SAID
from talkpython_site.importing.interviews import heads, tails
from talkpython_site.importing.interviews import pieces as of
from talkpython_site.importing.interviews.census import (
    AFTER_QUESTIONS,
    QUESTION_MARKS,
    Census,
    is_question,
)
from talkpython_site.importing.interviews.parsed import Doubt
from talkpython_site.importing.interviews.speakers import LABELS, NOTE_LABELS
from talkpython_site.importing.interviews.tags import without_breaks, worded
from talkpython_site.interview_text import Passage

OF_ITS_OWN = "begins a note of its own, which nobody says"
NOTED = f"“{{}}:” {OF_ITS_OWN}"
HIDDEN = "“{}” is HTML, which stands here as words"
AS_WORDS = "“{}:” begins a paragraph, and was not taken as a name"
ENDS = (".", "!", "…", *QUESTION_MARKS)
PICTURE = "a picture is not fetched: its address stands in the text"


class Who(NamedTuple):
    """The names of a text, by their keys."""

    speaking: Mapping[str, Passage]  # how passages of each begin
    left: Collection[str]  # who may speak, too, and is not asked about
    asked: Collection[str]


class Conversing:
    """One pass over the pieces of a text."""

    def __init__(
        self, pieces: Sequence[of.Piece], census: Census, who: Who, unnamed: Collection[int]
    ) -> None:
        """``unnamed``: the kinds of pieces with which somebody asks who is not named."""
        self._pieces = pieces
        self._census = census
        self._who = who.speaking
        self._left = who.left
        self._not_told = {*who.asked, *who.left, *LABELS}
        self._unnamed = unnamed
        self._is_talk = bool(who.speaking or unnamed)
        self._head = Passage(NOTE, "")
        self._key = ""  # of who speaks
        self._is_label = False  # the lines are a note within what somebody says
        self._begins = True  # what comes next is no more of the same
        self._lines: list[str] = []
        self._passages: list[Passage] = []
        self._texts: list[list[str]] = []
        self.times = 0
        self.first = 0  # the line where somebody speaks first
        self.tails: list[str] = []
        self.doubts: list[Doubt] = []

    def passages(self) -> tuple[Passage, ...]:
        for piece in self._pieces:
            self._take(piece)
        self._close()
        joined = zip(self._passages, self._texts, strict=True)
        return tuple(head._replace(text="\n\n".join(filter(None, texts))) for head, texts in joined)

    def _take(self, piece: of.Piece) -> None:
        if piece.head is not None and self._takes_head(piece, piece.head):
            return
        if piece.kind == of.BLANK:
            self._leave_line()
        elif self._asks(piece):
            self._close()
            self.first = self.first or piece.line
            self._put(Passage(QUESTION, ""), self._worded(piece, piece.words))
            self._head = Passage(ANSWER, "")
        elif piece.kind in {of.LINE, of.BOLD, of.ITALIC}:
            if piece.head is not None:
                self._tell(piece, piece.head)
            self._lines.append(self._worded(piece, piece.text))
        else:
            self._stand(piece)

    def _takes_head(self, piece: of.Piece, head: heads.Head) -> bool:
        """Whether somebody begins to speak, or a note begins."""
        key = self._census.key_of(head.name)
        speaker = self._who.get(key)
        if speaker is not None:
            self._close()
            self.first = self.first or piece.line
            self._head, self.times = speaker, self.times + head.has_time
            self.tails += filter(None, [tails.lost_of(head.name, speaker.who)])
            is_other = not speaker.who and key != self._key  # two without names are two
            self._begins = self._begins or is_other or self._asks_again(speaker)
            self._key = key
            self._lines = [self._worded(piece, head.rest)] if head.rest else []
        elif key in self._left:
            self._close()
            self._head, self._lines = Passage(NOTE, ""), [self._worded(piece, piece.text)]
        elif self._is_noted(piece, head):
            self._close()
            self._lines, self._is_label = [self._worded(piece, piece.text)], True
            self.doubts.append(Doubt(piece.line, NOTED.format(head.name)))
        else:
            return False
        return True

    def _tell(self, piece: of.Piece, head: heads.Head) -> None:
        """Once for each name that looked like one, and stays words."""
        key = self._census.key_of(head.name)
        begins = head.form in heads.BEFORE_COLON and not (self._lines and self._lines[-1])
        if begins and self._is_talk and key not in self._not_told:
            self._not_told.add(key)
            self.doubts.append(Doubt(piece.line, AS_WORDS.format(head.name)))

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
        is_label = self._census.key_of(head.name) in NOTE_LABELS and head.form in heads.BEFORE_COLON
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
        is_title = piece.kind == of.HEADING
        return piece.kind in self._unnamed and (not is_title or is_question(piece.words))

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
        text = without_breaks("\n".join(self._lines).strip("\n"))
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
