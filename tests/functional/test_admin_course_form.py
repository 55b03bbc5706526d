"""The form of a course: made, saved once, over nobody's words."""

from typing import Any

import pytest

from talkpython_site.documents import COMMAND_LINE, Course, Lecture, Person, Revision, Topic
from talkpython_site.documents.roles import ADMIN
from tests.conftest import Visit, watch
from tests.course_forms import NEW, address_of, form_of, new_form, saved, stored
from tests.episode_forms import form_in, problem, sent, wrong
from tests.factories import make_course, make_lecture, make_person, make_topic
from tests.interleaving import Meanwhile
from tests.reading import links, texts
from tests.visitors import TOTP_SECRET, admin, led_to, send, signed_in, token_of

MADE = "The course is made, as a draft: only admins see it."
LIVE = "The course is saved, and live."
OUTLINE = "# Ebb\nWhat water does\nWhy\n# Flow\nBack again"


def the_course() -> dict[str, Any]:
    (found,) = Course.collection().find()
    return dict(found)


def other_admin(visit: Visit) -> Visit:
    return signed_in(visit, roles=[ADMIN], totp_secret=TOTP_SECRET)


def test_one_is_made_of_a_title(visit: Visit) -> None:
    browser = admin(visit)
    address, said = led_to(sent(new_form(browser), title="Tides by Hand"))
    made = the_course()
    assert (address, said) == (f"/admin/courses/{made['_id']}", MADE)
    assert (made["slug"], made["slugs"], made["state"]) == (
        "tides-by-hand", ["tides-by-hand"], "draft",
    )  # fmt: skip
    assert (made["access"], made["own_hue"]) == ("free", "hue-1")
    visit.get("/courses/tides-by-hand", status=404)


def test_all_of_it_is_typed_at_once(visit: Visit) -> None:
    sent(
        new_form(admin(visit)), title="Tides", subtitle="By hand", description="*Pitch*.",
        outcomes="Read\n\nWrite ", audience="All.\nOthers.", outline=OUTLINE, level="beginner",
        language="pt_BR", access="grant", people="Ines Okafor\nBo Lind, editor",
        topics="Sea, Tables", own_hue="hue-7", slug="By Hand!", original_url="https://a.example/x",
    )  # fmt: skip
    made = the_course()
    names = [Person.objects.get(id=each["person"]).name for each in made["people"]]
    roles = [each["role"] for each in made["people"]]
    assert list(zip(names, roles, strict=True)) == [
        ("Ines Okafor", "author"),
        ("Bo Lind", "editor"),
    ]
    assert [Topic.objects.get(id=each).name for each in made["topics"]] == ["Sea", "Tables"]
    assert (made["outcomes"], made["audience"]) == (["Read", "Write"], ["All.", "Others."])
    assert made["description_html"] == "<p><em>Pitch</em>.</p>\n"
    assert (made["chapter_count"], len(made["lectures"])) == (2, 3)
    assert Lecture.objects.of(made["_id"]).count() == 3
    assert [made.get(name) for name in ("level", "language", "access", "own_hue", "slug")] == [
        "beginner", "pt-BR", None, "hue-7", "by-hand",
    ]  # fmt: skip


def test_it_comes_back_as_it_was_typed(visit: Visit) -> None:
    ines = make_person("Okafor, Ines")
    course = make_course(
        people=[(ines, "author")], topics=[make_topic("Sea, deep")], outcomes=["a", "b"]
    )
    form = form_of(admin(visit), course)
    assert form["people"].value == "Okafor, Ines,"
    assert (form["topics"].value, form["outcomes"].value) == ("Sea, deep", "a\nb")
    assert "Nothing was changed" in led_to(sent(form))[1]
    assert stored(course)["revision"] == 0


def test_a_double_click_makes_one(visit: Visit) -> None:
    form = new_form(admin(visit))
    first = sent(form, title="Tides", outline=OUTLINE)
    assert led_to(first)[0] == led_to(sent(form, title="Tides", outline=OUTLINE))[0]
    assert (Course.objects.count(), Lecture.objects.count()) == (1, 3)


def test_who_goes_back_after_making_one_is_led_to_it(visit: Visit) -> None:
    browser = admin(visit)
    sent(new_form(browser), title="Tides")
    made = the_course()["_id"]
    address, said = led_to(browser.get(f"{NEW}?as={made}", status=303))
    assert (address, said) == (f"/admin/courses/{made}", "That was saved already: here it is.")


def test_what_is_out_is_live_at_once(visit: Visit) -> None:
    course = make_course(slug="tides")
    form = form_of(admin(visit), course)
    assert "Save – live at once" in form.text
    assert led_to(sent(form, title="Deeper"))[1] == LIVE
    assert "Deeper" in visit.get("/courses/tides")
    assert Revision.objects(id=f"{course.card_key}:0").first().content["title"] == "Tides by Hand"


def test_only_what_was_changed_is_written(visit: Visit) -> None:
    course = make_course()
    before, after = stored(course), saved(admin(visit), course, subtitle="Deeper")
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"subtitle", "revision", "nonce"}


def test_what_two_changed_apart_is_kept_from_both(visit: Visit) -> None:
    course = make_course()
    form = form_of(admin(visit), course)
    saved(other_admin(visit), course, title="Theirs")
    sent(form, subtitle="Mine")
    assert (stored(course)["title"], stored(course)["subtitle"]) == ("Theirs", "Mine")


def test_what_two_changed_alike_is_shown(visit: Visit) -> None:
    course = make_course("Tides")
    form = form_of(admin(visit), course)
    saved(other_admin(visit), course, title="Theirs")
    page = sent(form, 409, title="Mine", outcomes="Kept")
    assert "Somebody else changed this course" in problem(page)
    assert texts(page, "//figure/pre") == ["Tides", "Theirs", "Mine"]
    sent(form_in(page))
    assert (stored(course)["title"], stored(course)["outcomes"]) == ("Mine", ["Kept"])


def test_who_saves_at_this_moment(visit: Visit) -> None:
    course = make_course()
    browser = admin(visit)
    form = form_of(browser, course)
    token_of(browser)

    def meanwhile() -> None:
        other = Course.objects.get(id=course.id)
        other.subtitle = "Theirs"
        other.save_as(COMMAND_LINE, "saved")

    with watch.accompanied(Meanwhile(meanwhile, before="update courses")):
        sent(form, title="Mine")
    assert (stored(course)["title"], stored(course)["subtitle"]) == ("Mine", "Theirs")


def test_another_address_leads_on(visit: Visit) -> None:
    course = make_course(slug="tides")
    saved(admin(visit), course, slug="Déep Water!")
    assert stored(course)["slugs"] == ["deep-water", "tides"]
    assert visit.get("/courses/tides", status=301).follow().request.path == "/courses/deep-water"


def test_an_address_that_another_has(visit: Visit) -> None:
    make_course("Wide", slug="wide")
    page = sent(form_of(admin(visit), make_course()), 422, slug="wide", title="Kept")
    assert wrong(page) == ["Address: “Wide” has this address: choose another."]
    assert page.lxml.xpath("//input[@id='title']/@value") == ["Kept"]


def test_two_titles_are_two_addresses(visit: Visit) -> None:
    make_course("Wide", slug="wide")
    sent(new_form(admin(visit)), title="Wide")
    assert Course.objects.get(title="Wide", state="draft").slug == "wide-2"


def test_a_pitch_that_came_as_html_stays_html(visit: Visit) -> None:
    course, browser = make_course(description_html="<p>Came.</p>"), admin(visit)
    assert "as it came" in form_of(browser, course).text
    kept = saved(browser, course, description="<p>*Edited*.</p><script>x</script>")
    assert kept["description_html"] == "<p>*Edited*.</p>"
    assert "description_html" not in saved(browser, course, description="")
    again = saved(browser, course, description="*Written*. <b onclick='x'>b</b>")
    assert again["description_html"] == "<p><em>Written</em>. <b>b</b></p>\n"


def test_saving_says_anew_what_lectures_hold(visit: Visit) -> None:
    course = make_course()
    make_lecture(course, 3, duration_seconds=90, is_preview=None)
    Lecture.collection().update_many({}, {"$set": {"duration_seconds": 90}})
    after = saved(admin(visit), course, title="Deeper")
    assert {each["key"]: each.get("duration_seconds") for each in after["lectures"]}[3] == 90


# Beside it


def test_a_draft_says_what_comes_next(visit: Visit) -> None:
    browser = admin(visit)
    page = sent(new_form(browser), title="Tides").follow()
    steps = "//section[@aria-labelledby='next-steps']"
    assert links(page, f"{steps}//li[1]") == ["#outline-heading"]
    course = Course.objects.get()
    saved(browser, course, outline="# Ebb\nWhy")
    page = browser.get(address_of(course))
    lecture = Lecture.objects.get()
    assert texts(page, f"{steps}//li")[0].startswith("✓ Done:")
    assert links(page, f"{steps}//li[2]") == [f"/admin/lectures/{lecture.id}"]
    assert "1 lecture has nothing yet" in texts(page, f"{steps}//li")[1]


def test_each_lecture_leads_to_its_form(visit: Visit) -> None:
    course = make_course(outline=(1, 1))
    made = [make_lecture(course, key) for key in (3, 4)]
    page = admin(visit).get(address_of(course))
    outline = "//section[@aria-labelledby='outline-heading']"
    assert links(page, outline) == [f"/admin/lectures/{each.id}" for each in made]
    assert f"{address_of(course)}/students" in links(page, "//*[@id='beside']")
    assert f"{address_of(course)}/grants" in links(page, "//*[@id='beside']")


def test_the_audit_page_names_courses_and_lectures(visit: Visit) -> None:
    course, browser = make_course("Tides", outline=(2,)), admin(visit)
    shown, taken_out = make_lecture(course, 2), make_lecture(course, 9)
    saved(browser, course, title="Deeper")
    for each in (shown, taken_out):
        each.save_as(COMMAND_LINE, "saved")
    page = browser.get("/admin/audit")
    told = " ".join(texts(page, "//main")[0].split())
    assert "saved Deeper" in told
    assert "saved Lecture 2" in told
    assert "saved a lecture that stands in no course" in told
    assert {address_of(course), f"/admin/lectures/{shown.id}"} <= set(links(page))


# Who may


@pytest.mark.parametrize("address", ["/admin/courses", NEW, "/admin/courses/bin"])
def test_courses_are_the_admins(visit: Visit, editor: Visit, address: str) -> None:
    editor.get(address, status=403)
    assert "/sign-in?" in visit.get(address, status=303).location


def test_editors_of_podcasts_change_none(editor: Visit) -> None:
    course = make_course()
    editor.get(address_of(course), status=403)
    send(editor, address_of(course), {"title": "Mine"}, status=403)
    send(editor, NEW, {"title": "Mine"}, status=403)
    assert stored(course)["title"] == "Tides by Hand"


@pytest.mark.parametrize("named", ["x", "a" * 24])
def test_courses_that_are_not_there(visit: Visit, named: str) -> None:
    assert "There is no such course here." in admin(visit).get(
        f"/admin/courses/{named}", status=404
    )
