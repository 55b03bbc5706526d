"""A whole text is pasted into the form of an interview: it becomes the conversation."""

from typing import Any

import pytest

from talkpython_site.documents import Interview, Paste, utc_now
from talkpython_site.housekeeping import purge
from talkpython_site.interview_text import read_passages
from tests.conftest import Visit
from tests.episode_forms import form_in, posted, sent
from tests.factories import make_interview
from tests.interview_forms import address_of, form_of, new_form, text_in
from tests.reading import texts
from tests.visitors import admin, signed_in

FILES = "/admin/interviews/files"
TALK = """A morning at the harbour.

Ada Ray: How did it begin?

Ines Okafor: With a boat.

It was small.

```python
print("boat")
```

Ada Ray: And then?

Ines Okafor: Then it rained.
"""
DOUBTFUL = TALK.replace("Ines Okafor: Then", "INES: Then").replace("Ada Ray: And", "Note: And")


def pressed(form: Any, does: str, status: int = 200, **values: Any) -> Any:
    """The form as the button leaves it."""
    return posted(form, FILES, status, {"do": f"paste {does}"}, **values)


def said(page: Any) -> str:
    return " ".join(str(page.lxml.xpath("string(//p[@id='pasted'])")).split())


def wrong(page: Any) -> str:
    """What is said at the field."""
    return str(page.lxml.xpath("string(//p[@id='paste-wrong'])"))


def asked(page: Any) -> dict[str, str]:
    """Each name that is asked about, and what is chosen for it."""
    form = form_in(page)
    names = page.lxml.xpath("//ol[@class='paste-names']/li/p/b/text()")
    return {name: form[f"paste_does_{n}"].value for n, name in enumerate(names)}


def kinds(page: Any) -> list[tuple[str, str]]:
    return [(each.kind, each.who) for each in read_passages(text_in(form_in(page)))]


def test_what_is_evident_is_taken_at_once(visit: Visit) -> None:
    page = pressed(new_form(admin(visit)), "read", paste=TALK, title="Boats")
    ada, ines = ("question", "Ada Ray"), ("answer", "Ines Okafor")
    assert kinds(page) == [ada, ines, ("code", ""), ada, ines]
    form = form_in(page)
    assert form["people"].value.split() == ["Ada", "Ray,", "interviewer", "Ines", "Okafor"]
    assert (form["title"].value, form["paste"].value.strip()) == ("Boats", "")
    assert said(page) == (
        "2 questions, 2 answers, 1 piece of code. Nothing was left out. "
        "What stands before the first question or answer is the introduction. Not saved yet."
    )


def test_what_is_doubtful_is_asked_in_place(visit: Visit) -> None:
    page = pressed(new_form(admin(visit)), "read", paste=DOUBTFUL, title="Boats")
    assert asked(page) == {"Ines Okafor": "answers", "Ada Ray": "asks", "INES": "same ines okafor"}
    assert said(page).startswith("Look at the names below")
    assert page.lxml.xpath("//fieldset[@class='paste-who']/p[@id='pasted']")
    assert texts(page, "//form//button[contains(@class, 'first')]") == ["Take it"]
    assert kinds(page) == []
    form = form_in(page)
    assert form["paste"].value.replace("\r\n", "\n").strip() == DOUBTFUL.strip()
    page = pressed(form, "take")
    assert kinds(page)[-1] == ("answer", "Ines Okafor")
    assert "Note: And then?" in text_in(form_in(page))
    assert asked(page) == {}


def test_choices_are_taken_and_names_shown_as_they_are_typed(visit: Visit) -> None:
    page = pressed(new_form(admin(visit)), "read", paste=DOUBTFUL)
    chosen: dict[str, Any] = {
        "paste_does_1": "asks",
        "paste_name_1": "Dr. Ines Okafor",
        "paste_does_0": "words",
    }
    page = pressed(form_in(page), "take", **chosen)
    ines = ("question", "Dr. Ines Okafor")
    assert kinds(page) == [ines, ("code", ""), ("note", ""), ines]
    assert form_in(page)["people"].value.strip() == "Dr. Ines Okafor, interviewer"


def test_choices_stay_where_something_else_is_wrong(visit: Visit) -> None:
    page = pressed(new_form(admin(visit)), "read", paste=DOUBTFUL)
    chosen: dict[str, Any] = {"paste_does_1": "same ines", "paste_name_0": "Ada"}
    page = pressed(form_in(page), "take", 422, **chosen)
    assert "cannot be the same as" in wrong(page)
    assert asked(page)["Ines Okafor"] == "same ines"
    assert form_in(page)["paste_name_0"].value == "Ada"
    page = sent(form_in(page), 422, title="Boats")
    assert wrong(page).startswith("Nobody said yet who is who in this text: press “Take it”")
    assert asked(page)["Ines Okafor"] == "same ines"
    assert not Interview.objects.count()


def test_several_texts_one_after_another(visit: Visit) -> None:
    page = pressed(new_form(admin(visit)), "read", paste=TALK)
    page = pressed(form_in(page), "read", paste="Q: Who?\n\nA: Nobody.")
    assert kinds(page)[-2:] == [("question", ""), ("answer", "")]
    assert len(kinds(page)) == 7
    (link,) = page.lxml.xpath("//section[@id='blocks']/p[@id='pasted']/a/@href")
    assert link == "#block-6"
    assert page.lxml.xpath(f"//li[@id='{link[1:]}']")
    page = sent(form_in(page), 422, title="Boats", paste="Ada: So far.")
    assert wrong(page).startswith("This text is not in the conversation yet: press “Read it in”")


@pytest.mark.parametrize(
    ("text", "found", "told"),
    [
        ("Only words.\n\nAnd more.", [("note", "")], "nobody speaks in it"),
        ("Q: Who?\n\nQ: And why?", [("question", "")] * 2, "there are questions and no answers"),
        ("![A boat](https://x.example/b.png)", [("note", "")], "a picture is not fetched"),
        ("[00:12] Ada Ray: Who?\n[00:14] Ines: Me.\n", None, "2 times before names are left out"),
    ],
)
def test_odd_texts_are_taken_and_it_is_said(
    text: str, found: list[tuple[str, str]] | None, told: str, visit: Visit
) -> None:
    page = pressed(new_form(admin(visit)), "take", paste=text)
    assert told in said(page)
    assert found is None or kinds(page) == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (" \n", "Paste a text first."),
        ("Ada: long? " * 190_000, "This text has 2.1 MB, and 1.0 MB is the most."),
        ("a" * 600_000, "With it the conversation would have 600 kB: 500 kB are the most."),
        ("A: a\n\nB: b\n\n" * 501, "1,002 blocks: 1,000 are the most"),
    ],
    ids=["nothing", "2 MB", "600 kB", "1,002 blocks"],
)
def test_what_will_not_do_stays_in_the_field(text: str, told: str, visit: Visit) -> None:
    page = pressed(new_form(admin(visit)), "take", 422, paste=text, title="Boats")
    assert told in wrong(page)
    assert form_in(page)["paste"].value.replace("\r\n", "\n").strip() == text.strip()
    assert form_in(page)["title"].value == "Boats"
    assert not Paste.objects.count()


def test_of_five_hundred_names_thirty_are_asked_about(visit: Visit) -> None:
    text = "\n\n".join(f"Speaker {n}: words?" for n in range(500))
    page = pressed(new_form(admin(visit)), "read", paste=text)
    assert len(asked(page)) == 30
    assert "470 more names" in said(page)
    page = pressed(form_in(page), "take")
    assert "What 470 others say became notes, with their names." in said(page)
    assert text_in(form_in(page)).count("words?") == 500


# The original


def test_the_original_stays_once_the_interview_is_saved(visit: Visit) -> None:
    browser = admin(visit)
    page = pressed(new_form(browser), "read", paste=TALK, title="Boats")
    assert [each.expires_at is None for each in Paste.objects] == [False]
    sent(form_in(page))
    interview, paste = Interview.objects.get(), Paste.objects.get()
    assert (paste.interview, paste.expires_at, paste.text) == (interview.id, None, TALK)
    assert [each.kind for each in interview.blocks].count("question") == 2
    page = browser.get(address_of(interview))
    assert "Original pastes: " in page.text
    (link,) = page.lxml.xpath("//section[@id='paste-in']//a/@href")
    answer = browser.get(link)
    assert (answer.content_type, answer.text) == ("text/plain", TALK)
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_pasted_later_stays_with_what_is_there(visit: Visit) -> None:
    interview = make_interview()
    page = pressed(form_of(admin(visit), interview), "read", paste=TALK)
    sent(form_in(page))
    assert [each.expires_at for each in Paste.objects.of(interview.id)] == [None]
    interview.reload()
    interview.discard()
    purge()
    assert not Paste.objects.count()


def test_originals_are_for_admins(visit: Visit) -> None:
    interview, browser = make_interview(), admin(visit)
    Paste.keep(interview.id, TALK, utc_now())
    address = address_of(interview, f"/pastes/{Paste.objects.get().name}")
    signed_in(visit).get(address, status=403)
    assert visit.get(address).location.startswith("https://longwave.example/sign-in")
    browser.get(address_of(interview, "/pastes/none"), status=404)
    other = make_interview(slug="other")
    browser.get(address.replace(str(interview.id), str(other.id)), status=404)


def test_nothing_typed_is_lost_where_two_save(visit: Visit) -> None:
    interview, browser = make_interview(), admin(visit)
    form, other = (form_of(browser, interview) for _ in range(2))
    sent(other, title="Theirs")
    page = sent(form, 409, title="Mine", paste="Words yet to be read.")
    assert form_in(page)["paste"].value.strip() == "Words yet to be read."
