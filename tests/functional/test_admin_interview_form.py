"""The form of an interview: made, saved once, over nobody's words."""

from typing import Any

import pytest

from talkpython_site.documents import COMMAND_LINE, Interview, Person, Revision, Topic
from talkpython_site.documents.roles import ADMIN
from tests.conftest import Queries, Visit, watch
from tests.episode_forms import form_in, problem, sent, wrong
from tests.factories import make_interview, make_person, make_topic, said
from tests.interleaving import Meanwhile
from tests.interview_forms import NEW, address_of, form_of, new_form, saved, stored, text_in
from tests.reading import links, texts
from tests.visitors import TOTP_SECRET, admin, led_to, send, signed_in, token_of

MADE = "The interview is made, as a draft: only admins see it."
LIVE = "The interview is saved, and live."
TALK = ":: question\nHow did it begin?\n\n:: answer\nWet, *very* wet."


def the_interview() -> dict[str, Any]:
    (found,) = Interview.collection().find()
    return dict(found)


def other_admin(visit: Visit) -> Visit:
    return signed_in(visit, roles=[ADMIN], totp_secret=TOTP_SECRET)


def test_one_is_made_of_a_title(visit: Visit) -> None:
    browser = admin(visit)
    address, told = led_to(sent(new_form(browser), title="The tide, timed"))
    made = the_interview()
    assert (address, told) == (f"/admin/interviews/{made['_id']}", MADE)
    assert (made["slug"], made["state"]) == ("the-tide-timed", "draft")
    visit.get("/interviews/the-tide-timed", status=404)


def test_all_of_it_is_typed_at_once(visit: Visit) -> None:
    sent(
        new_form(admin(visit)), title="The tide", subtitle="By hand", introduction="We *met*.",
        people="Ines Okafor\nTeo Brandt, Interviewer", topics="Sea, Tables", language="pt_BR",
        conversation=TALK, links="https://a.example/ Gauge", slug="By Hand!",
        original_url="https://a.example/x",
    )  # fmt: skip
    made = the_interview()
    names = [Person.objects.get(id=each["person"]).name for each in made["people"]]
    assert list(zip(names, [each["role"] for each in made["people"]], strict=True)) == [
        ("Ines Okafor", "interviewee"), ("Teo Brandt", "interviewer"),
    ]  # fmt: skip
    assert [Topic.objects.get(id=each).name for each in made["topics"]] == ["Sea", "Tables"]
    assert made["introduction_html"] == "<p>We <em>met</em>.</p>\n"
    assert [(each["key"], each["kind"]) for each in made["blocks"]] == [
        (1, "question"), (2, "answer"),
    ]  # fmt: skip
    assert made["blocks"][1]["text_html"] == "<p>Wet, <em>very</em> wet.</p>\n"
    assert [made[name] for name in ("teaser", "minutes", "question_count", "last_key")] == [
        "We met.", 1, 1, 2,
    ]  # fmt: skip
    assert [made[name] for name in ("language", "slug")] == ["pt-BR", "by-hand"]


def test_it_comes_back_as_it_was_typed(visit: Visit) -> None:
    ada, ines = make_person("Brandt, Teo"), make_person("Ines Okafor")
    interview = make_interview(people=[(ada, "interviewer"), ines], topics=[make_topic("sea")])
    form = form_of(admin(visit), interview)
    assert form["people"].value.split() == ["Brandt,", "Teo,", "interviewer", "Ines", "Okafor"]
    assert text_in(form) == ":: question [1]\nHow did it begin?\n\n:: answer [2]\nWet."
    assert "Nothing was changed" in led_to(sent(form))[1]
    assert stored(interview)["revision"] == 0


def test_a_double_click_makes_one(visit: Visit) -> None:
    form = new_form(admin(visit))
    first = sent(form, title="Tides", conversation=TALK)
    assert led_to(first)[0] == led_to(sent(form, title="Tides", conversation=TALK))[0]
    assert [each["key"] for each in the_interview()["blocks"]] == [1, 2]


def test_a_double_click_adds_a_block_once(visit: Visit) -> None:
    interview, browser = make_interview(), admin(visit)
    form = form_of(browser, interview)
    more = f"{text_in(form)}\n\n:: note\nLater.\n\n:: note\nLater."
    for _twice in range(2):
        sent(form, conversation=more)
    assert [each["key"] for each in stored(interview)["blocks"]] == [1, 2, 3, 4]
    assert stored(interview)["revision"] == 1


def test_who_goes_back_after_making_one_is_led_to_it(visit: Visit) -> None:
    browser = admin(visit)
    sent(new_form(browser), title="Tides")
    made = the_interview()["_id"]
    address, told = led_to(browser.get(f"{NEW}?as={made}", status=303))
    assert (address, told) == (f"/admin/interviews/{made}", "That was saved already: here it is.")


def test_what_is_out_is_live_at_once(visit: Visit) -> None:
    interview = make_interview(slug="tides", people=[make_person()])
    form = form_of(admin(visit), interview)
    assert "Save – live at once" in form.text
    assert led_to(sent(form, title="Deeper"))[1] == LIVE
    assert "Deeper" in visit.get("/interviews/tides")
    assert Revision.objects(id=f"{interview.card_key}:0").first().content["title"] != "Deeper"


def test_what_is_out_keeps_what_it_needs(visit: Visit) -> None:
    interview = make_interview(people=[make_person()])
    form = form_of(admin(visit), interview)
    page = sent(form, 422, people="", conversation=":: question [1]\nA?")
    told = "Take the interview down first, or mend this."
    assert wrong(page) == [
        f"People: Nobody is interviewed: name who answers. {told}",
        f"Conversation: It has no answer at all. {told}",
    ]
    assert len(stored(interview)["blocks"]) == 2


def test_only_what_was_changed_is_written(visit: Visit) -> None:
    interview = make_interview()
    before, after = stored(interview), saved(admin(visit), interview, subtitle="Deeper")
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"subtitle", "revision", "nonce"}


def test_another_address_leads_on(visit: Visit) -> None:
    interview = make_interview(slug="tides")
    saved(admin(visit), interview, slug="Déep Water!")
    answer = visit.get("/interviews/tides", status=301)
    assert answer.follow().request.path == "/interviews/deep-water"


def test_an_introduction_that_came_as_html_stays_html(visit: Visit) -> None:
    interview, browser = make_interview(introduction_html="<p>Came.</p>"), admin(visit)
    assert "as it came" in form_of(browser, interview).text
    kept = saved(browser, interview, introduction="<p>*Edited*.</p><script>x</script>")
    assert kept["introduction_html"] == "<p>*Edited*.</p>"
    assert "introduction_html" not in saved(browser, interview, introduction="")
    again = saved(browser, interview, introduction="*Written*. <b onclick='x'>b</b>")
    assert again["introduction_html"] == "<p><em>Written</em>. <b>b</b></p>\n"


# Of two editors


def test_what_two_changed_apart_is_kept_from_both(visit: Visit) -> None:
    interview = make_interview()
    form = form_of(admin(visit), interview)
    saved(other_admin(visit), interview, title="Theirs")
    _address, told = led_to(sent(form, subtitle="Mine"))
    assert told.startswith("The interview is saved, and live. What ")
    assert told.endswith(" changed meanwhile is in it, too.")
    assert (stored(interview)["title"], stored(interview)["subtitle"]) == ("Theirs", "Mine")


def test_blocks_that_two_changed_apart_are_kept_from_both(visit: Visit) -> None:
    interview = make_interview()
    form = form_of(admin(visit), interview)
    theirs = f":: note\nTheirs.\n\n{text_in(form)}"
    saved(other_admin(visit), interview, conversation=theirs)
    sent(form, conversation=text_in(form).replace("Wet.", "Mine."))
    assert [each["text_source"] for each in stored(interview)["blocks"]] == [
        "Theirs.", "How did it begin?", "Mine.",
    ]  # fmt: skip


def test_what_two_changed_alike_is_shown(visit: Visit) -> None:
    interview = make_interview()
    form = form_of(admin(visit), interview)
    saved(other_admin(visit), interview, conversation=text_in(form).replace("Wet.", "Theirs."))
    typed = text_in(form).replace("Wet.", "Mine.")
    page = sent(form, 409, conversation=typed, subtitle="Kept")
    assert "Somebody else changed this interview" in problem(page)
    assert text_in(form_in(page)) == typed
    (link,) = page.lxml.xpath("//article[@class='differing-part']/h3/a")
    assert (link.text, link.get("href")) == ("Block 2: Answer “Mine.”", "#block-2")
    assert page.lxml.xpath("//li[@id='block-2']//p[@class='blocks-words']/text()") == ["Mine."]
    assert page.lxml.xpath("//figure[@class='differing']/pre/text()") == [
        "Wet.", "Theirs.", "Mine.",
    ]  # fmt: skip
    sent(form_in(page))
    now = stored(interview)
    assert (now["blocks"][1]["text_source"], now["subtitle"]) == ("Mine.", "Kept")


def test_who_saves_at_this_moment(visit: Visit) -> None:
    interview, browser = make_interview(), admin(visit)
    form = form_of(browser, interview)
    token_of(browser)

    def meanwhile() -> None:
        other = Interview.objects.get(id=interview.id)
        other.subtitle = "Theirs"
        other.save_as(COMMAND_LINE, "saved")

    with watch.accompanied(Meanwhile(meanwhile, before="update interviews")):
        sent(form, title="Mine")
    assert (stored(interview)["title"], stored(interview)["subtitle"]) == ("Mine", "Theirs")


# Asked, and who may


def test_the_form_asks_little(visit: Visit, queries: Queries) -> None:
    interview, browser = make_interview(people=[make_person()]), admin(visit)
    with queries() as asked:
        browser.get(address_of(interview))
    assert asked.count == 9
    assert [asked.names.count(f"find {name}") for name in ("interviews", "people")] == [1, 0]


def test_it_leads_to_what_stands_beside(visit: Visit) -> None:
    interview = make_interview(slug="tides", blocks=[said("question", "Why?")])
    page = admin(visit).get(address_of(interview))
    assert f"{address_of(interview)}/revisions" in " ".join(links(page, "//*[@id='beside']"))
    assert "Nobody is interviewed" in " ".join(texts(page, "//*[@id='beside']"))


@pytest.mark.parametrize("address", ["/admin/interviews", NEW, "/admin/interviews/bin"])
def test_interviews_are_the_admins(visit: Visit, editor: Visit, address: str) -> None:
    editor.get(address, status=403)
    assert "/sign-in?" in visit.get(address, status=303).location


def test_editors_of_podcasts_change_none(editor: Visit) -> None:
    interview = make_interview()
    editor.get(address_of(interview), status=403)
    send(editor, address_of(interview), {"title": "Mine"}, status=403)
    send(editor, NEW, {"title": "Mine"}, status=403)
    assert stored(interview)["title"] != "Mine"


@pytest.mark.parametrize("named", ["x", "a" * 24])
def test_interviews_that_are_not_there(visit: Visit, named: str) -> None:
    page = admin(visit).get(f"/admin/interviews/{named}", status=404)
    assert "There is no such interview here." in page
