"""Names that may be one person's, within a text and beside those who are known."""

import pytest

from talkpython_site.importing.interviews.known import Known
from talkpython_site.importing.interviews.likeness import is_apart, is_likely
from talkpython_site.importing.interviews.parsed import ANSWERS, ASKS, SAME, Choice, WhoError
from talkpython_site.importing.interviews.reader import Reading

TALK = "{}: Who is it?\n\n{}: Nobody, and nothing at all.\n\n"
BRASK = Choice(SAME, "ottoline brask")


def guesses(text: str, known: Known | None = None) -> dict[str, Choice]:
    return {each.written: each.guess for each in Reading(text, known).found}


def doubts(text: str, known: Known | None = None) -> dict[str, str | None]:
    return {each.written: each.doubt for each in Reading(text, known).found}


@pytest.mark.parametrize(
    "short",
    [
        "O. Brask", "O Brask", "Ottoline B.", "O.K. Brask", "Ms Brask", "Mrs. Brask", "Frau Brask",
        "Prof. Dr. Brask", "Dr Ottoline Brask", "Brask", "Ottoline", "OB", "Brask Ottoline",
    ],
)  # fmt: skip
def test_initials_and_titles(short: str) -> None:
    assert is_likely(short.lower(), "ottoline brask")
    text = TALK.format("Ottoline Brask", "Fergus Tallow") * 2 + TALK.format(short, "Fergus Tallow")
    assert guesses(text)[short] == BRASK
    assert doubts(text)[short] == "it may be Ottoline Brask"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mr tallow", "mrs tallow"), ("frau tallow", "herr fergus tallow"),
        ("a. brask", "o. brask"), ("a brask", "ottoline brask"),
        ("speaker 1", "speaker 2"), ("mr brask", "fergus tallow"), ("o. tallow", "ottoline brask"),
        ("dr", "prof"), ("ottoline adu", "ottoline brask"),
    ],
)  # fmt: skip
def test_others(one: str, other: str) -> None:
    assert not is_likely(one, other)
    assert is_apart("mr tallow", "ms tallow")


def test_shorter_and_shorter() -> None:
    text = TALK.format("Ottoline Brask", "Fergus Tallow") + TALK.format("Brask", "O. Brask")
    assert (guesses(text)["Brask"], guesses(text)["O. Brask"]) == (BRASK, BRASK)


def test_who_could_be_two_is_asked_about_and_not_guessed() -> None:
    text = TALK.format("Ines Okafor", "Ines Adu") * 2 + "Ines: Yes."
    assert guesses(text)["Ines"].does != SAME
    assert doubts(text)["Ines"] == "it may be Ines Okafor or Ines Adu"
    text = TALK.format("Mr Tallow", "Mrs Tallow") * 2 + "Fergus Tallow: Yes."
    assert {each.does for each in guesses(text).values()} == {ASKS, ANSWERS}
    assert doubts(text)["Mrs Tallow"] == "it may be Fergus Tallow"


def test_many_names_that_are_nearly_the_same_are_many_people() -> None:
    text = "\n\n".join(f"Person {c}alo Wex: words?" for c in "ABCDEFG")
    assert {each.does for each in guesses(text).values()} <= {ASKS, ANSWERS}
    assert set(doubts(text).values()) == {"other names are nearly the same"}
    assert [each.does for each in guesses(text[: text.index("Person C")]).values()].count(SAME) == 1
    known = Known([("Person Zalo Wex", None)])
    assert {each.does for each in guesses(text, known).values()} <= {ASKS, ANSWERS}


# Who is known


SHORT = TALK.format("Ottoline", "Fergus") * 2
PEOPLE = [("Ottoline Brask", "interviewer"), ("Fergus Tallow", None)]
WHOLE = TALK.format("Ottoline Brask", "Fergus Tallow")


def test_roles_of_the_people_are_known() -> None:
    turned = TALK.format("Fergus Tallow", "Ottoline Brask")
    assert guesses(turned, Known(PEOPLE))["Ottoline Brask"] == Choice(ASKS)
    assert not Reading(turned, Known(PEOPLE)).is_doubtful
    assert guesses(turned, Known([(name, None) for name, _role in PEOPLE]))[
        "Fergus Tallow"
    ] == Choice(ASKS)
    alone = Reading("Fergus Tallow: So.", Known(PEOPLE))
    assert (alone.is_doubtful, alone.found[0].guess) == (False, Choice(ANSWERS))
    more = Reading(f"{WHOLE}Teo: Why?\n\nTeo: And?", Known(PEOPLE))
    assert more.guesses["teo"] == Choice(ASKS)


def test_people_among_and_here() -> None:
    site = Known(site=["Ottoline Brask", "Fergus Tallow", "Otto Line", ""])
    assert [*guesses(SHORT, site).values()] == [BRASK, Choice(SAME, "fergus tallow")]
    two = Known(site=["Ottoline Brask", "Ottoline Adu", "Fergus Tallow"])
    assert guesses(SHORT, two)["Ottoline"] == Choice(ASKS)
    assert doubts(SHORT, site)["Fergus"] == "it may be Fergus Tallow, who is known here"
    assert not Reading(WHOLE, site).is_doubtful
    both = Known([*PEOPLE, ("Ottoline Adu", None), ("", None)])
    why = "it may be Ottoline Brask or Ottoline Adu, who is among the people"
    assert (guesses(SHORT, both)["Ottoline"].does, doubts(SHORT, both)["Ottoline"]) == (ASKS, why)
    close = Known([("Fergus Talow", None)], ["Ottoline Brasc"])
    assert guesses(WHOLE, close)["Fergus Tallow"] == Choice(SAME, "fergus talow")
    assert doubts(WHOLE, close)["Ottoline Brask"] == "it may be Ottoline Brasc, who is known here"


def test_who_is_here_is_not_two_and_not_somebody_with_more_of_a_name() -> None:
    tallow = Known(site=["Fergus Tallow"])
    married = TALK.format("Mr Tallow", "Mrs Tallow") * 2
    assert {each.does for each in guesses(married, tallow).values()} == {ASKS, ANSWERS}
    assert doubts(married, tallow)["Mrs Tallow"] == "it may be Fergus Tallow, who is known here"
    brask = Known(site=["O. Brask"])
    assert guesses(WHOLE, brask)["Ottoline Brask"] == Choice(ASKS)
    assert doubts(WHOLE, brask)["Ottoline Brask"] == "it may be O. Brask, who is known here"


def test_names_lead_to_who_is_known_in_the_end() -> None:
    found = guesses(f"{SHORT}Ferguss: Hm?\n\nMr Fergus: No.", Known(PEOPLE))
    tallow = Choice(SAME, "fergus tallow")
    assert [found[each] for each in ("Mr Fergus", "Ferguss", "Fergus")] == [tallow] * 3
    text = f"{WHOLE}Ottoline: Hm?"
    assert guesses(text, Known(PEOPLE))["Ottoline"] == BRASK
    assert doubts(text, Known(PEOPLE))["Ottoline"] == "it may be Ottoline Brask"
    two = f"{WHOLE}Ottoline Adu: Hm?\n\nOttoline: Hm?"
    assert guesses(two, Known(PEOPLE))["Ottoline"] == BRASK
    assert guesses(text, Known([("Ottoline", None), *PEOPLE]))["Ottoline"] == Choice(ANSWERS)


def test_choices_name_who_is_known() -> None:
    reading = Reading(SHORT, Known(PEOPLE, ["Teo van Beek"]))
    found = reading.conversation({"ottoline": Choice(SAME, "teo van beek")})
    assert found.people == (("Teo van Beek", True), ("Fergus Tallow", False))
    assert [(each.written, each.name) for each in found.same] == [
        ("Ottoline", "Teo van Beek"), ("Fergus", "Fergus Tallow"),
    ]  # fmt: skip
    with pytest.raises(WhoError):
        reading.conversation({"ottoline": Choice(SAME, "nobody")})
