"""Sentences that begin as names do which have more behind them."""

import pytest

from talkpython_site.importing.interviews.known import Known
from talkpython_site.importing.interviews.parsed import ANSWERS, WORDS, Choice
from talkpython_site.importing.interviews.reader import Reading
from talkpython_site.interview_told import left_out

TALK = (
    "Teo Brandt: How did it begin?\n\nInes Okafor, NASA: With a boat.\n\n{}\n\n"
    "Teo Brandt: And then?\n\nInes Okafor, NASA: It rained."
)
ONCE = "it stands there once"


@pytest.mark.parametrize(
    "words",
    [
        "Paris, France: that is where it was.", "Well, Teo: it was cold.", "Yes, Teo: I know.",
        "Yes, Teo Brandt: I know.", "**Paris, France:** that is where it was.",
        "Ines Okafor, Teo: look.", "Well, Ines: look.", "Well, Teo: a.\n\nWell, Teo: b.",
        "Paris, France: here.\n\nParis, Texas: there.",
    ],
)  # fmt: skip
def test_they_stay_words(words: str) -> None:
    reading = Reading(TALK.format(words))
    found = reading.conversation(reading.guesses)
    assert found.people == (("Teo Brandt", True), ("Ines Okafor", False))
    assert found.passages[1].text == f"With a boat.\n\n{words}"
    doubts = {each.guess.does: each.doubt for each in reading.found}
    assert doubts[WORDS] == ("it may be a label rather than a name" if "b." in words else ONCE)


def test_they_are_words_beside_people_of_the_form_who_do_not_speak() -> None:
    known = Known([("Zoe Lim", None)])
    text = TALK.format("Well, Zoe: so it was.") + "\n\nWell, Zoe: it was."
    assert Reading(text, known).guesses["well, zoe"].does == WORDS
    assert Reading(TALK.format("Zoe Lim, ESA: So.")).guesses["zoe lim, esa"].does == WORDS
    zoe = Reading(TALK.format("Zoe Lim, ESA: So."), known)
    assert zoe.conversation(zoe.guesses).passages[2].who == "Zoe Lim"


def test_who_speaks_elsewhere_without_more_speaks() -> None:
    reading = Reading(TALK.format("Zoe Lim, ESA: So.\n\nZoe: I went.\n\nZoe: Yes."))
    assert [each.who for each in reading.conversation(reading.guesses).passages].count("Zoe") < 2
    assert WORDS not in {each.does for each in reading.guesses.values()}


def test_what_is_left_out_behind_names_is_said() -> None:
    reading = Reading(TALK.format("[0:10] Zoe Lim, ESA: So."))
    found = reading.conversation(reading.guesses)
    assert found.tails == ("NASA", "ESA", "NASA")
    assert left_out(found) == (
        "1 time before names and 3 additions to names, “NASA” first, are left out;"
        " the original keeps them."
    )
    chosen = {"ines okafor, nasa": Choice(ANSWERS, name="Ines Okafor, NASA")}
    whole = Reading(TALK.format("More."))
    found = whole.conversation(whole.guesses | chosen)
    assert (found.tails, left_out(found)) == ((), "Nothing was left out.")


def test_what_stands_in_brackets_behind_a_name_is_said_too() -> None:
    reading = Reading("Ada: How?\n\nInes: So.\n\nAda: Why?\n\nInes: It was.\n\nInes (NASA): Yes.")
    assert left_out(reading.conversation(reading.guesses)) == (
        "1 addition to names, “NASA”, is left out; the original keeps them."
    )
