"""Names that do not look like names are asked about, or said to be words: never silently words."""

import pytest

from talkpython_site.importing.interviews.known import Known
from talkpython_site.importing.interviews.parsed import ANSWERS, ASKS, SAME, WORDS, Conversation
from talkpython_site.importing.interviews.reader import Reading

Said = list[tuple[str, str, str]]
PAIR = "Ada Ray: How did it begin?\n\n{}: With a voice.\n\n"
ZOE = "Zoe Lim: I agree.\n\n" * 2
LABEL = "it may be a label rather than a name"
TAILED = "in “{}” what follows the name is not taken as part of it"
NAMELESS = "it stands for somebody whose name is not given"


def taken(text: str) -> Conversation:
    reading = Reading(text)
    return reading.conversation(reading.guesses)


def said(text: str) -> Said:
    return [(each.kind, each.who, each.text) for each in taken(text).passages]


def asked(text: str, known: Known | None = None) -> dict[str, tuple[str, str | None]]:
    """What is guessed of each name, and why that is doubtful."""
    return {each.written: (each.guess.does, each.doubt) for each in Reading(text, known).found}


@pytest.mark.parametrize(
    ("written", "name", "doubt"),
    [
        ("Ines Okafor, NASA", "Ines Okafor", TAILED.format("Ines Okafor, NASA")),
        ("Ines Okafor / NASA", "Ines Okafor", TAILED.format("Ines Okafor / NASA")),
        ("**Ines Okafor**, NASA", "Ines Okafor", TAILED.format("Ines Okafor, NASA")),
        ("**Ines Okafor, NASA**", "Ines Okafor", TAILED.format("Ines Okafor, NASA")),
        ("Martin King, Jr.", "Martin King Jr.", None),
        ("Jeanne d’Arc", "Jeanne d’Arc", None),
        ("Guillaume de l'Hôpital", "Guillaume de l'Hôpital", None),
    ],
)
def test_more_than_plain_names(written: str, name: str, doubt: str | None) -> None:
    text = PAIR.format(written) * 2 + ZOE
    assert asked(text)[written.replace("*", "")] == (ANSWERS, doubt)
    assert said(text)[1] == ("answer", name, "With a voice.")


def test_a_name_with_and_without_more_is_one() -> None:
    text = PAIR.format("Ines Okafor, NASA") + PAIR.format("Ines Okafor") * 2
    assert asked(text)["Ines Okafor, NASA"] == (SAME, "it may be Ines Okafor")
    assert taken(text).people == (("Ada Ray", True), ("Ines Okafor", False))
    assert taken(text).same[0].written == "Ines Okafor, NASA"


def test_two_who_speak_together_are_asked_about() -> None:
    text = PAIR.format("Ines Okafor") * 2 + ZOE + "Ines Okafor / Zoe Lim: We both went."
    why = "“Ines Okafor / Zoe Lim” may be two who speak together"
    assert asked(text)["Ines Okafor / Zoe Lim"] == (ANSWERS, why)


@pytest.mark.parametrize("name", ["bell hooks", "will.i.am", "Professor of the Law of the Sea"])
def test_what_stands_twice_before_a_colon_is_asked_about(name: str) -> None:
    assert asked(PAIR.format(name) * 2 + ZOE)[name] == (WORDS, LABEL)
    assert Reading(PAIR.format(name) * 2 + ZOE, Known([(name, None)])).guesses[name.lower()] == (
        ANSWERS, "", None,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["Maria da Silva Santos Costa Pereira", "bell hooks"])
def test_who_comes_and_goes_with_another_is_a_speaker(name: str) -> None:
    text = PAIR.format(name) * 6
    assert asked(text) == {"Ada Ray": (ASKS, None), name: (ANSWERS, LABEL)}
    assert said(text)[:2] == [
        ("question", "Ada Ray", "How did it begin?"), ("answer", name, "With a voice."),
    ]  # fmt: skip


def test_small_letters() -> None:
    text = "ada: how?\nines: so.\nada: why?\nines: it was.\n"
    assert asked(text) == {"ada": (ASKS, LABEL), "ines": (ANSWERS, LABEL)}
    assert [who for _kind, who, _text in said(text)] == ["ada", "ines"] * 2


def test_what_was_not_taken_is_said_with_its_line() -> None:
    talk = "Ada: How?\n\nInes: So.\n\nAda, look: a boat.\n\nand then: rain.\nso: there.\n\n{}"
    found = taken(talk.format("Ada: Why?\n\nInes: It was."))
    assert found.passages[1].text == "So.\n\nAda, look: a boat.\n\nand then: rain.\nso: there."
    words = "begins a paragraph, and was not taken as a name"
    assert [(each.line, each.words) for each in found.doubts] == [
        (5, f"“Ada, look:” {words}"), (7, f"“and then:” {words}"),
    ]  # fmt: skip


# Who has no name


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("Interviewer", "Interviewee"), ("HOST", "GUEST"), ("Moderatorin", "Gast"),
        ("Frage", "Antwort"), ("Journaliste", "Invité"), ("Entrevistadora", "Invitado"),
        ("host", "guest"),
    ],
)  # fmt: skip
def test_parts_are_kinds_without_names(asks: str, answers: str) -> None:
    text = f"{asks}: So, how.\n\n{answers}: With a boat?\n\n" * 2
    assert said(text) == [("question", "", "So, how."), ("answer", "", "With a boat?")] * 2
    assert (taken(text).people, Reading(text).is_doubtful) == ((), False)


def test_a_part_beside_a_name() -> None:
    text = "Interviewer: How?\n\nAnna Bell: So.\n\n" * 2
    assert taken(text).people == (("Anna Bell", False),)
    assert not Reading(text).is_doubtful
    text = "Ada Ray: Well.\n\nGuest: Is it?\n\n" * 2
    assert asked(text) == {"Ada Ray": (ASKS, None), "Guest": (ANSWERS, None)}


@pytest.mark.parametrize("who", ["Speaker", "Sprecherin", "Locuteur", "Hablante"])
def test_numbered_parts_are_asked_about_and_nobody_is_made_of_them(who: str) -> None:
    text = f"{who} 1: How?\n\n{who} 2: So.\n\n{who} 3: No.\n\n" * 2
    assert asked(text) == {
        f"{who} 1": (ASKS, NAMELESS), f"{who} 2": (ANSWERS, NAMELESS),
        f"{who} 3": (ANSWERS, NAMELESS),
    }  # fmt: skip
    assert taken(text).people == ()
    kinds = [("question", "", "How?"), ("answer", "", "So."), ("answer", "", "No.")]
    assert said(text) == kinds * 2


# Many


def test_nobody_is_quoted_with_the_words_of_who_is_not_asked_about() -> None:
    crowd = "".join(f"Name{chr(97 + n)} Wex: words {n}.\n\n" for n in range(26))
    more = "".join(f"Zed{chr(97 + n)} Lum: more {n}.\n\nAnd so on.\n\n" for n in range(10))
    text = "Ada: How?\n\nInes: So.\n\n" * 3 + crowd + more + "Ada: Why?\n\nInes: It was."
    reading = Reading(text)
    assert reading.left == 8
    found = reading.conversation({key: each._replace(does=ANSWERS) for key, each in
                                  reading.guesses.items()})  # fmt: skip
    (note,) = [each for each in found.passages if each.kind == "note"]
    assert note.text.startswith("Zedc Lum: more 2.\n\nAnd so on.\n\nZedd")
    assert note.text.endswith("Zedj Lum: more 9.\n\nAnd so on.")


@pytest.mark.parametrize("words", ["words?", "words.", "words and more."])
def test_of_many_of_whom_nothing_tells_who_asks_nobody_is_guessed(words: str) -> None:
    text = "\n\n".join(f"Guest{chr(97 + n)} Wex: {words * n}." for n in range(29))
    assert {does for does, _why in asked(text).values()} == {WORDS}
    assert all(why for _does, why in asked(text).values())
    assert [each.kind for each in taken(text).passages] == ["note"]
    ines = "Ada: How?\n\nInes: So.\n\n" * 3 + text
    assert asked(ines)["Ada"][0] == ASKS
