"""What an import of an interview says when it is done."""

from collections.abc import Iterator
from dataclasses import replace

from talkpython_site.importing.feeds.parsed import Oddity
from talkpython_site.importing.interviews.files import ParsedInterview
from talkpython_site.importing.interviews.parsed import ANSWERS, ASKS, SAME, WORDS, Found
from talkpython_site.importing.interviews.writing import CHANGED, IN_BIN, NEW, InterviewOutcome
from talkpython_site.importing.interviews.writing import SAME as UNCHANGED
from talkpython_site.interview_told import INTRODUCED, SAME_TITLE, counts, left_out
from talkpython_site.scripts.reporting import Report
from talkpython_site.wording import counted

DID = {
    NEW: "a new interview (it was not known here), a draft",
    CHANGED: "an interview that is here already (known by its file): brought up to date",
    UNCHANGED: "an interview that is here already (known by its file). Nothing changed.",
    IN_BIN: "an interview that is here already (known by its file), and lies in the bin: "
    "nothing changed.",
}
DECIDED = {ASKS: "asks", ANSWERS: "answers", WORDS: "is no speaker, but words of the text"}
KEPT = {"blocks": "conversation", "introduction_source": "introduction", "published_at": "date"}


def print_interview(report: Report, parsed: ParsedInterview, outcome: InterviewOutcome) -> None:
    report.line("")
    report.line(outcome.interview.title, style="bold")
    report.line(DID[outcome.did])
    for line in taken(parsed, outcome):
        report.line(line)
    report.line(report.address)
    names = {each.written: each.name for each in parsed.conversation.same}
    report.section(
        "Who speaks", [Oddity(each.written, decided(each, names)) for each in parsed.found]
    )
    doubts = sorted([*parsed.doubts, *outcome.doubts])
    report.section("Worth a look", [Oddity(f"line {line}", words) for line, words in doubts])
    title = outcome.interview.title
    kept = [KEPT.get(name, name) for name in outcome.kept]
    reason = f"edited here: {', '.join(kept)}"
    lacking = [Oddity(title, f"the file would leave a fault: {words}") for words in outcome.lacking]
    report.section("Kept as it is here", [*([Oddity(title, reason)] if kept else []), *lacking])


def taken(parsed: ParsedInterview, outcome: InterviewOutcome) -> Iterator[str]:
    """What came of its text."""
    found = parsed.conversation
    if outcome.is_introduced:
        found = replace(found, passages=parsed.lead.rest)
    yield f"{counts(found)}. {left_out(found)}"
    if parsed.is_title_twice:
        yield SAME_TITLE
    if outcome.is_introduced:
        yield INTRODUCED


def decided(found: Found, names: dict[str, str]) -> str:
    """What the import took a name for, and how often it stands there."""
    guess, times = found.guess, counted(found.times, "time")
    if guess.does == SAME:
        return f"is the same as {names[found.written]} ({times})"
    return f"{DECIDED[guess.does]} ({times})"
