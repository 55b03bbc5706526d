"""Who in a text speaks, who asks, and which two names are one."""

import pytest

from talkpython_site.importing.interviews.parsed import (
    ANSWERS,
    ASKS,
    SAME,
    WORDS,
    Choice,
    CircleError,
    Conversation,
    WhoError,
)
from talkpython_site.importing.interviews.reader import Reading

Said = list[tuple[str, str, str]]


def taken(text: str) -> Conversation:
    reading = Reading(text)
    return reading.conversation(reading.guesses)


def said(text: str) -> Said:
    return [(each.kind, each.who, each.text) for each in taken(text).passages]


def asked(text: str) -> dict[str, tuple[str, str | None]]:
    """What is guessed of each name, and why that is doubtful."""
    return {each.written: (each.guess.does, each.doubt) for each in Reading(text).found}


def test_labels_are_nobody_unless_they_come_again_and_again() -> None:
    note = "Ada: How?\n\nInes: So.\n\n" * 2 + "Note: it rained.\n\n10:30\n\n"
    assert said(note)[-2:] == [("note", "", "Note: it rained."), ("answer", "Ines", "10:30")]
    assert not Reading(note).is_doubtful
    assert asked(note + "Note: a\n\nNote: b")["Note"] == (
        WORDS, "it may be a label rather than a name",
    )  # fmt: skip


def test_sentences_with_a_colon_are_words() -> None:
    text = "Ada: How?\n\nInes: So.\n\n" + "and so: it was.\n\n" * 2
    assert said(text)[-1][2].count("and so:") == 2
    assert asked(text + "and so: it was.")["and so"] == (
        WORDS, "it may be a label rather than a name",
    )  # fmt: skip


def test_who_is_named_once_among_others_is_asked_about() -> None:
    talk = "Ada: How?\n\nInes: So.\n\n" * 3 + "More.\n\n" * 9
    text = talk + "Somebody Else: Why?\n\nNow: this."
    assert asked(text)["Somebody Else"] == (ASKS, "it stands there once")
    assert asked(text)["Now"] == (WORDS, "it stands there once")


def test_a_word_before_a_colon_is_asked_about_where_it_stands_once() -> None:
    text = "Ada: How?\n\nInes: So.\n\nAda: Why?\n\nInes: It was.\n\nRemember: never."
    assert asked(text)["Remember"] == (WORDS, "it stands there once")
    assert said(text)[-1] == ("answer", "Ines", "It was.\n\nRemember: never.")
    assert asked("Ada: How?\n\nInes: So.")["Ines"] == (ANSWERS, "it stands there once")


def test_three_spellings_of_one_name() -> None:
    text = "Ada: How?\nInes Okafor: So.\nAda: Why?\nInes: It was.\nAda: And?\nINES OKAFOR: Yes."
    assert asked(text)["Ines"] == (SAME, "it may be Ines Okafor")
    (found,) = [each for each in Reading(text).found if each.key == "ines okafor"]
    assert (found.name, set(found.spellings), found.times) == (
        "Ines Okafor", {"Ines Okafor", "INES OKAFOR"}, 2,
    )  # fmt: skip
    assert [who for _kind, who, _text in said(text)] == ["Ada", "Ines Okafor"] * 3


@pytest.mark.parametrize("other", ["IO", "I. O.", "Ines Okafro", "Okafor Ines"])
def test_other_spellings(other: str) -> None:
    text = f"Ada: How?\nInes Okafor: So.\nAda: Why?\nInes Okafor: It was.\nAda: And?\n{other}: Yes."
    assert asked(text)[other] == (SAME, "it may be Ines Okafor")


def test_speakers_with_numbers_are_two() -> None:
    text = "Speaker 1: How?\nSpeaker 2: Like so and so.\nSpeaker 1: Why?\nSpeaker 2: It was."
    why = "it stands for somebody whose name is not given"
    assert asked(text) == {"Speaker 1": (ASKS, why), "Speaker 2": (ANSWERS, why)}


def test_who_could_be_two_is_nobody_in_particular() -> None:
    text = "Ines Okafor: How?\nInes Adu: So it was.\nInes: Why?\n" * 2
    assert asked(text)["Ines"][0] != SAME


def test_ties_are_doubtful() -> None:
    text = "Ada: So.\nInes: No.\nAda: Yes.\nInes: Or."
    assert {doubt for _does, doubt in asked(text).values()} == {
        "who asks and who answers is not evident"
    }
    assert sorted(does for does, _doubt in asked(text).values()) == [ANSWERS, ASKS]
    assert asked("Ada: So.\n\nAda: No.") == {"Ada": (ANSWERS, "nobody asks")}


def test_who_answers_questions_that_nobody_asks_by_name() -> None:
    text = "**How?**\n\nInes: So.\n\n**Why?**\n\nInes: It was."
    assert [kind for kind, *_rest in said(text)] == ["question", "answer"] * 2
    assert not Reading(text).is_doubtful


def test_questions_only() -> None:
    assert [each.words for each in taken("Q: How?\n\nQ: Why?").doubts] == [
        "there are questions and no answers"
    ]


def test_of_many_names_thirty_are_kept() -> None:
    reading = Reading("\n".join(f"Speaker {n}: Why?" for n in range(40)))
    assert (len(reading.found), reading.left) == (30, 10)
    assert [each.words for each in reading.doubts()][-1].startswith("more than 30 names")


# Choices


def test_choices() -> None:
    reading = Reading("Ada: How?\nInes: So.\nIO: Yes.\nTeo: No.")
    chosen = {
        "ada": Choice(ASKS, name="Ada Ray"),
        "io": Choice(SAME, "ines"),
        "teo": Choice(WORDS),
    }
    found = reading.conversation(reading.guesses | chosen)
    assert found.people == (("Ada Ray", True), ("Ines", False))
    assert found.passages[1].text == "So.\n\nYes.\nTeo: No."


def test_people_stand_by_their_first_turns_and_who_answers_most_first() -> None:
    talk = "Ada: How?\n\nTeo: So.\n\nBen: Why?\n\nInes: It was.\n\nAda: And?\n\nInes: It rained."
    reading = Reading(f"{talk}\n\nBen: When?\n\nTeo: At noon, and for hours.\n\nInes: Yes.")
    does = {"ada": ASKS, "ben": ASKS, "teo": ANSWERS, "ines": ANSWERS}
    found = reading.conversation({key: Choice(each) for key, each in does.items()})
    assert found.people == (("Ada", True), ("Ines", False), ("Ben", True), ("Teo", False))


def test_the_same_as_one_who_is_the_same_as_another() -> None:
    reading = Reading("Ada: How?\nInes: So.\nIO: Yes.\nTeo: No.")
    chosen = {"teo": Choice(SAME, "io"), "io": Choice(SAME, "ines", "IO"), "ada": Choice(ASKS)}
    found = reading.conversation(reading.guesses | chosen)
    assert found.people == (("Ada", True), ("Ines", False))
    circle = chosen | {"ines": Choice(SAME, "teo")}
    with pytest.raises(CircleError, match="“Ines” cannot be the same as itself"):
        reading.conversation(reading.guesses | circle)


@pytest.mark.parametrize("same", ["nobody", "teo", "io"])
def test_the_same_as_who_does_not_speak(same: str) -> None:
    reading = Reading("Ada: How?\nInes: So.\nIO: Yes.\nTeo: No.")
    chosen = {"io": Choice(SAME, same), "teo": Choice(WORDS)}
    with pytest.raises(WhoError, match="“IO” cannot be the same"):
        reading.conversation(reading.guesses | chosen)
