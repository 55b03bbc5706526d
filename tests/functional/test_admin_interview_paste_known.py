"""A text is pasted where people stand in the form already, or are known on the site."""

from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.documents import Interview, Paste, Person, utc_now
from talkpython_site.scripts.options import connected
from talkpython_site.settings import Settings
from tests.conftest import Visit
from tests.connections import make_settings
from tests.drafts import DRAFTS, is_kept, keep
from tests.episode_forms import form_in, moved, sent
from tests.factories import make_interview, make_person
from tests.functional.test_admin_interview_paste import asked, kinds, pressed, said
from tests.interview_forms import address_of, form_of, new_form
from tests.killing import every_death
from tests.visitors import admin

PEOPLE = "Ottoline Brask, interviewer\nFergus Tallow"
SHORT = "Ottoline: Who?\n\nFergus: Me.\n\nOttoline: Why?\n\nFergus: It rained.\n"
AS_PEOPLE = {"Ottoline": "same ottoline brask", "Fergus": "same fergus tallow"}
PAIRS = [("question", "Ottoline Brask"), ("answer", "Fergus Tallow")] * 2


def people(page: Any) -> list[str]:
    return form_in(page)["people"].value.replace("\r\n", "\n").strip().split("\n")


def test_short_names_of_the_forms_people_are_asked_about_and_guessed(visit: Visit) -> None:
    page = pressed(new_form(admin(visit)), "read", paste=SHORT, people=PEOPLE)
    assert said(page).startswith("Look at the names below")
    assert asked(page) == AS_PEOPLE
    page = pressed(form_in(page), "take")
    assert kinds(page) == PAIRS
    assert people(page) == PEOPLE.split("\n")
    assert "“Ottoline” was taken as Ottoline Brask." in said(page)


def test_a_second_text_doubles_nobody(visit: Visit) -> None:
    page = pressed(new_form(admin(visit)), "take", paste=SHORT, people=PEOPLE, title="Boats")
    page = pressed(form_in(page), "read", paste=SHORT.replace("Who", "When"))
    assert asked(page) == AS_PEOPLE
    page = pressed(form_in(page), "take")
    assert kinds(page) == PAIRS * 2
    assert people(page) == PEOPLE.split("\n")
    sent(form_in(page))
    assert {each.name for each in Person.objects} == {"Ottoline Brask", "Fergus Tallow"}


def test_whole_names_need_no_question(visit: Visit) -> None:
    whole = "Ottoline Brask: So.\n\nFERGUS TALLOW: No.\n"
    page = pressed(new_form(admin(visit)), "read", paste=whole, people=PEOPLE)
    assert kinds(page) == PAIRS[:2]
    assert people(page) == PEOPLE.split("\n")


def test_short_names_of_people_of_the_site_are_asked_about(visit: Visit) -> None:
    make_person("Halloran Pike-Sundby")
    text = SHORT.replace("Fergus", "Halloran")
    page = pressed(new_form(admin(visit)), "read", paste=text)
    assert asked(page) == {"Ottoline": "asks", "Halloran": "same halloran pike-sundby"}
    assert "it may be Halloran Pike-Sundby, who is known here" in page.text
    page = pressed(form_in(page), "take")
    assert people(page) == ["Ottoline, interviewer", "Halloran Pike-Sundby"]
    assert kinds(page)[1] == ("answer", "Halloran Pike-Sundby")


def test_people_of_a_saved_interview_are_known(visit: Visit) -> None:
    ottoline, fergus = make_person("Ottoline Brask"), make_person("Fergus Tallow")
    interview = make_interview(people=[(ottoline, "interviewer"), fergus])
    page = pressed(form_of(admin(visit), interview), "read", paste=SHORT)
    assert asked(page) == AS_PEOPLE
    page = pressed(form_in(page), "take")
    sent(form_in(page))
    assert Person.objects.count() == 2


def test_lines_of_people_that_will_not_do_stay_as_they_are(visit: Visit) -> None:
    page = pressed(new_form(admin(visit)), "take", paste=SHORT, people=", interviewer")
    assert people(page) == [", interviewer", "Ottoline, interviewer", "Fergus"]


def test_a_text_that_is_no_form_is_refused_with_what_the_field_takes(visit: Visit) -> None:
    page = pressed(new_form(admin(visit)), "read", 413, paste="a" * 6_500_000)
    assert "A whole text that is pasted into an interview may have 1.0 MB at most." in page
    assert Paste.objects.count() == 0


def test_where_nothing_is_said_yet_the_field_is_named(visit: Visit) -> None:
    page = admin(visit).get("/admin/interviews/new")
    (link,) = page.lxml.xpath("//p[@class='blocks-none']/a")
    assert link.text == "paste a whole text"
    (field,) = page.lxml.xpath(f"//details//textarea[@id='{link.get('href')[1:]}']")
    assert field.get("name") == "paste"


def test_no_more_people_are_looked_at_than_may_be(visit: Visit) -> None:
    many = "\n".join(["Fergus Tallow", *(f"Person {n}" for n in range(1_999))])
    browser = admin(visit)
    page = pressed(new_form(browser), "read", paste=SHORT, people=many)
    options = page.lxml.xpath("//select[@id='paste-does-0']/option")
    assert len(options) <= 100 + 4
    assert people(page) == many.split("\n")
    page = pressed(new_form(browser), "read", paste=SHORT, people=f"Fergus {'x' * 201}")
    assert not [each for each in page.lxml.xpath("//select/option") if "xxx" in (each.text or "")]


def keep_there(uri: str, var: str, key: str) -> None:
    with connected(make_settings(uri, Path(var))):
        Paste.keep(ObjectId(key), SHORT, utc_now())


def test_killed_while_a_text_is_taken_the_same_button_takes_it(
    visit: Visit, database_uri: str, settings: Settings
) -> None:
    interview = make_interview()
    browser, key, var = admin(visit), str(interview.id), str(settings.var)
    for _writes in every_death(database_uri, keep_there, database_uri, var, key):
        page = pressed(form_of(browser, interview), "take", paste=SHORT)
        assert "Who?" in form_in(page)["conversation"].value
        (paste,) = Paste.objects
        assert (paste.text, paste.expires_at is None) == (SHORT, False)
        Paste.objects.delete()


def test_a_text_that_was_taken_and_not_saved_is_kept_and_taken_again(visit: Visit) -> None:
    interview, browser = make_interview(), admin(visit)
    pressed(form_of(browser, interview), "take", paste=SHORT)
    page = pressed(form_of(browser, interview), "take", paste=SHORT)
    sent(form_in(page))
    (paste,) = Paste.objects
    assert (paste.text, paste.expires_at) == (SHORT, None)
    interview.reload()
    assert [each.text_source for each in interview.blocks][-4:] == [
        "Who?", "Me.", "Why?", "It rained.",
    ]  # fmt: skip


def test_a_text_that_was_never_taken_over_is_no_original(visit: Visit) -> None:
    interview, browser = make_interview(), admin(visit)
    left = form_in(pressed(form_of(browser, interview), "take", paste=SHORT))
    sent(form_of(browser, interview), title="Boats")
    (paste,) = Paste.objects
    assert paste.expires_at is not None
    assert "Original pastes: " not in browser.get(address_of(interview)).text
    sent(left)
    (paste,) = Paste.objects
    assert (paste.expires_at, paste.forms) == (None, [])


def test_a_text_stays_with_a_form_that_goes_on_with_its_own(visit: Visit) -> None:
    interview, browser = make_interview(), admin(visit)
    form = form_in(pressed(form_of(browser, interview), "take", paste=SHORT, title="Mine"))
    sent(form_of(browser, interview), title="Theirs")
    again = form_in(sent(form, 409))
    again["title"] = "Ours"
    sent(again)
    assert [each.expires_at for each in Paste.objects] == [None]


@pytest.mark.parametrize("times", [2, 6])
def test_a_text_stays_however_often_its_kept_form_is_gone_on_with(visit: Visit, times: int) -> None:
    browser = admin(visit)
    form = form_in(pressed(new_form(browser), "take", paste=SHORT, title="Boats"))
    for number in range(times):
        assert is_kept(keep(browser, form, title=f"Boats {number}"))
        form = form_in(browser.get(DRAFTS).click("Go on with it", index=0))
    sent(form)
    page = browser.get(address_of(Interview.objects.get()))
    assert len(page.lxml.xpath("//a[contains(@href, '/pastes/')]")) == 1


def test_a_text_stays_however_often_others_save_before(visit: Visit) -> None:
    interview, browser = make_interview(), admin(visit)
    form = form_in(pressed(form_of(browser, interview), "take", paste=SHORT))
    for number in range(6):
        sent(form_of(browser, interview), title=f"Theirs {number}")
        form = form_in(sent(form, 409, title=f"Mine {number}"))
    sent(form)
    assert [each.expires_at for each in Paste.objects] == [None]


def test_a_text_stays_not_with_another_form_that_goes_on(visit: Visit) -> None:
    interview, browser = make_interview(), admin(visit)
    form = form_of(browser, interview)
    pressed(form_of(browser, interview), "take", paste=SHORT)
    for title in ("Boats", "Ships"):
        keep(browser, form, title=title)
        form = form_in(browser.get(DRAFTS).click("Go on with it", index=0))
    sent(form)
    assert [each.expires_at is None for each in Paste.objects] == [False]


def test_a_text_stays_with_what_is_published_in_one(visit: Visit) -> None:
    people = [(make_person("Ottoline Brask"), "interviewer"), make_person("Fergus Tallow")]
    interview, browser = make_interview(state="draft", people=people), admin(visit)
    form = form_in(pressed(form_of(browser, interview), "take", paste=SHORT))
    moved(form, "publish")
    assert [each.expires_at for each in Paste.objects] == [None]


def test_what_is_no_plain_name_is_asked_about_and_parts_make_nobody(visit: Visit) -> None:
    text = "Interviewer: How?\n\nInes Okafor, NASA: So.\n\nbell hooks: No.\n\n" * 3
    page = pressed(new_form(admin(visit)), "read", paste=text)
    assert asked(page) == {
        "Interviewer": "asks", "Ines Okafor, NASA": "answers", "bell hooks": "words",
    }  # fmt: skip
    chosen: dict[str, Any] = {"paste_does_2": "answers"}
    page = pressed(form_in(page), "take", **chosen)
    assert people(page) == ["Ines Okafor", "bell hooks"]
    assert "“Ines Okafor, NASA” was taken as Ines Okafor." in said(page)
    found = [("question", ""), ("answer", "Ines Okafor"), ("answer", "bell hooks")]
    assert kinds(page) == found * 3


def test_html_in_one_line_is_read_and_what_stays_words_is_said(visit: Visit) -> None:
    talk = "<p><b>Ada Ray:</b> Who?</p><p><b>Ines:</b> Me.<br>and so: rain.</p>" * 2
    browser = admin(visit)
    page = pressed(new_form(browser), "read", paste=talk.replace("and so", "so", 1))
    assert kinds(page) == [("question", "Ada Ray"), ("answer", "Ines")] * 2
    text = "Ada Ray: Who?\n\nInes: Me.\n\nand so: rain.\n\nAda Ray: Why?\n\nInes: It was."
    page = pressed(new_form(browser), "read", paste=text)
    assert "Line 5: “and so:” begins a paragraph, and was not taken as a name." in said(page)
