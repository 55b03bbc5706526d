"""What each field of the form of an interview takes, and what is said where it will not do."""

from typing import Any

import pytest

from talkpython_site.documents import Interview, Person
from tests.conftest import Visit
from tests.episode_forms import form_in, moved, sent, wrong
from tests.factories import make_interview, make_person
from tests.growing import OFTEN, USED
from tests.interview_forms import form_of, new_form, saved, stored, text_in
from tests.visitors import admin

LONG = "x" * 501
KEPT = ":: question [1]\nHow did it begin?\n\n:: answer [2]\nWet."
NO_HEADING = (
    "is no heading: :: stands before question, answer, note, quote, picture or code, and a "
    "backslash before it where it is meant as words."
)
NOT_HERE = "has a picture that is not here any more: choose it again, or take it out."
LARGE = ":: note\n" + f"{'>' * 20}x\n\n" * 7_000
CELLS = f"{'a|' * 200}b\n{'-|' * 200}-\n" + "c\n" * 200


def talk(text: str, said: str) -> tuple[dict[str, Any], str]:
    return {"conversation": text}, f"Conversation: {said}"


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no title": ({"title": " "}, "Title: Type a title."),
    "long title": ({"title": "x" * 301}, "Title: It has 301 characters: 300 are the most."),
    "long subtitle": ({"subtitle": LONG}, "Subtitle: It has 501 characters: 500 are the most."),
    "large introduction": (
        {"introduction": "x" * 200_000},
        "Introduction: An introduction of 200 kB: 100 kB are the most.",
    ),
    "language": ({"language": "english!"}, "Language: Type a language as en or pt-BR."),
    "no name": ({"people": ", interviewer"}, "People: Line 1, “, interviewer”, has no name."),
    "long topic": (
        {"topics": "x" * 201}, f"Topics: Topic 1, “{'x' * 59}…”, has more than 200 characters.",
    ),
    "links": (
        {"links": "there"},
        "Links: Line 1, “there”, begins with no address, as https://… would be.",
    ),
    "portrait": (
        {"artwork": "0" * 64}, "Portrait: This picture is not here any more. Choose it again.",
    ),
    "no letters": (
        {"slug": "!!"},
        "Address: Letters or digits are missing. Left empty, it is made of the title.",
    ),
    "address": (
        {"original_url": "there"},
        "Published first at: Type a whole address, as https://harbour.example is one.",
    ),
    "too large": talk(
        ":: note\n" + "x" * 600_000, "A conversation of 600 kB: 500 kB are the most."
    ),
    "too many": talk(":: note\nx\n" * 1_001, "These are 1,001 blocks; 1,000 is the most."),
    "too many lines": talk(
        ":: code\n" + "x\n" * 20_000, "These are 20,001 lines; 20,000 is the most."
    ),
    "mistyped": talk(f"{KEPT}\n:: qestion\nWhy?", f"Line 6, “:: qestion”, {NO_HEADING}"),
    "nothing": talk("::", f"Line 1, “::”, {NO_HEADING}"),
    "nobody": talk(
        ":: question\nWhy?\n:: answer Ines\nSo.",
        "Line 3, “:: answer Ines”, names nobody of the people above: add “Ines” there, or correct "
        "the name here.",
    ),
    "two at once": talk(
        ":: qestion\nWhy?\n:: answer Ines\nSo.",
        f"Line 1, “:: qestion”, {NO_HEADING} Line 3, “:: answer Ines”, names nobody of the people "
        "above: add “Ines” there, or correct the name here.",
    ),
    "many at once": talk(
        ":: picture\n" * 12,
        " ".join(f"Line {n}, “:: picture”, has no picture: choose one for it, or take it out."
                 for n in range(1, 6)) + " And 7 more lines will not do.",
    ),
    "no such block": talk(
        f"{KEPT}\n\n:: note [9]\nx",
        "Line 7, “:: note [9]”, names a block that this interview does not have: without [9] it "
        "is a new one.",
    ),
    "twice": talk(
        f"{KEPT}\n\n:: note [2]\nx", "Line 7, “:: note [2]”, has the number of line 4, too."
    ),
    "no picture": talk(
        ":: picture A gauge\nx",
        "Line 1, “:: picture A gauge”, has no picture: choose one for it, or take it out.",
    ),
    "picture gone": talk(
        f":: picture {'0' * 64} A gauge", f"Line 1, “:: picture…”, {NOT_HERE}"
    ),
    "long label": talk(
        f":: quote {'x' * 301}\ny",
        "Line 1, “:: quote…”, has more than 300 characters.",
    ),
    "brackets": talk(
        f":: note\n{'[' * 3_000}\n:: note\n{'[' * 3_000}",
        "Texts with more than 5,000 brackets “[” cannot be read.",
    ),
    "tables": talk(
        f":: note\n{CELLS}\n:: note\n{CELLS}",
        "Tables with more than 20,000 cells cannot be read.",
    ),
    "addresses": talk(f":: answer\n{OFTEN}", USED),
    "addresses of an introduction": ({"introduction": OFTEN}, f"Introduction: {USED}"),
    "large": talk(
        LARGE, "More than 3.0 MB of HTML would be made of this conversation."
    ),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "said"), WRONG.values(), ids=WRONG)
def test_what_will_not_do(visit: Visit, typed: dict[str, Any], said: str) -> None:
    interview = make_interview()
    before = stored(interview)
    page = sent(form_of(admin(visit), interview), 422, **{"subtitle": "Kept", **typed})
    assert wrong(page) == [said]
    form, (name,) = form_in(page), typed
    assert form[name].value.replace("\r\n", "\n").strip() == typed[name].strip()
    assert form["subtitle"].value == typed.get("subtitle", "Kept")
    assert stored(interview) == before


def test_all_that_will_not_do_is_said_at_once(visit: Visit) -> None:
    typed = {"title": "", "conversation": ":: qestion", "people": ",", "slug": "!!"}
    assert len(wrong(sent(new_form(admin(visit)), 422, **typed))) == 4
    assert (Interview.objects.count(), Person.objects.count()) == (0, 0)


def test_of_a_new_one_too_large_to_be_shown_nothing_is_made(visit: Visit) -> None:
    page = sent(new_form(admin(visit)), 422, title="Tides", conversation=LARGE)
    assert "would be made of this conversation" in wrong(page)[0]
    assert form_in(page)["conversation"].value.replace("\r\n", "\n").strip() == LARGE.strip()
    assert Interview.objects.count() == 0


@pytest.mark.parametrize("way", ["seen", "published"])
def test_what_is_too_large_is_neither_seen_nor_published(visit: Visit, way: str) -> None:
    interview = make_interview(state="draft", people=[make_person()])
    before, form = stored(interview), form_of(admin(visit), interview)
    form["conversation"] = LARGE
    page = form.submit("see") if way == "seen" else moved(form, "publish", 422)
    assert "would be made of this conversation" in page.text
    assert form_in(page)["conversation"].value.replace("\r\n", "\n").strip() == LARGE.strip()
    assert stored(interview) == before


# Who says it


def test_a_name_is_found_however_it_is_spelt(visit: Visit) -> None:
    saved_now = saved(
        admin(visit), make_interview(), people="Inês Okafor\nTeo Brandt, interviewer",
        conversation=":: question teo  BRANDT\nWhy?\n\n:: answer Ines Okafor\nSo.",
    )  # fmt: skip
    people = [each["person"] for each in saved_now["people"]]
    assert [each["person"] for each in saved_now["blocks"]] == people[::-1]
    assert Person.objects.count() == 2


def test_who_is_taken_out_may_say_nothing_more(visit: Visit) -> None:
    ines = make_person("Ines Okafor")
    interview, browser = make_interview(people=[ines], state="draft"), admin(visit)
    talk = text_in(form_of(browser, interview)).replace(":: answer", ":: answer Ines Okafor")
    assert saved(browser, interview, conversation=talk)["blocks"][1]["person"] == ines.id
    page = sent(form_of(browser, interview), 422, people="Teo Brandt")
    assert "names nobody of the people above: add “Ines Okafor” there" in wrong(page)[0]


def test_whom_a_block_named_though_the_people_did_not_may_stay(visit: Visit) -> None:
    ines, interview = make_person("Ines Okafor"), make_interview(state="draft")
    named = {"$set": {"blocks.1.person": ines.id}}
    Interview.collection().update_one({"_id": interview.id}, named)
    browser = admin(visit)
    talk = text_in(form_of(browser, interview))
    assert ":: answer Ines Okafor [2]" in talk
    after = saved(browser, interview, conversation=talk.replace("Wet.", "Very wet."))
    assert after["blocks"][1]["person"] == ines.id
    assert after["blocks"][1]["text_source"] == "Very wet."


# Blocks


def test_a_block_keeps_what_no_text_says(visit: Visit) -> None:
    interview, browser = make_interview(state="draft"), admin(visit)
    later = {"$set": {"blocks.0.mood": "calm", "blocks.1.kind": "aside", "blocks.1.mood": "loud"}}
    Interview.collection().update_one({"_id": interview.id}, later)
    talk = text_in(form_of(browser, interview))
    assert ":: note [2]" in talk
    first, second = saved(browser, interview, conversation=f"{talk}\n\n:: note\nNew.")["blocks"][:2]
    assert (first["mood"], second["kind"], second["mood"]) == ("calm", "aside", "loud")
    second = saved(browser, interview, conversation=talk.replace("Wet.", "Dry."))["blocks"][1]
    assert (second["text_source"], second["kind"], second["mood"]) == ("Dry.", "aside", "loud")
    assert second["text_html"] == "<p>Dry.</p>\n"


def test_blocks_in_another_order_are_the_same(visit: Visit) -> None:
    interview, browser = make_interview(state="draft"), admin(visit)
    before = stored(interview)["blocks"]
    first, second = text_in(form_of(browser, interview)).split("\n\n")
    after = saved(browser, interview, conversation=f"{second}\n\n{first}")
    assert after["blocks"] == before[::-1]


def test_code_is_shown_in_its_colours(visit: Visit) -> None:
    talk = ":: code python\ndef ebb(x):\n    return x < 1\n\n:: code\n<b> & *plain*"
    blocks = saved(admin(visit), make_interview(state="draft"), conversation=talk)["blocks"]
    assert 'class="code-keyword">def</span>' in blocks[0]["text_html"]
    assert blocks[1]["text_html"] == "<pre><code>&lt;b&gt; &amp; *plain*</code></pre>"
    assert (blocks[0]["label"], "label" in blocks[1]) == ("python", False)


def test_a_quote_has_who_said_it_and_another_kind_forgets_that(visit: Visit) -> None:
    interview, browser = make_interview(state="draft"), admin(visit)
    (quote,) = saved(browser, interview, conversation=":: quote The pilot\nSo.")["blocks"]
    assert (quote["label"], quote["text_source"]) == ("The pilot", "So.")
    talk = f":: note [{quote['key']}]\nSo."
    (note,) = saved(browser, interview, conversation=talk)["blocks"]
    assert (note["key"], note["kind"], "label" in note) == (quote["key"], "note", False)


def test_a_line_that_looks_like_a_heading_is_words(visit: Visit) -> None:
    interview, browser = make_interview(state="draft"), admin(visit)
    talk = ":: code\nmain \\:: x\n\\:: question\n\\\\:: y"
    (code,) = saved(browser, interview, conversation=talk)["blocks"]
    assert code["text_source"] == "main \\:: x\n:: question\n\\:: y"
    assert text_in(form_of(browser, interview)).split("\n", 1)[1] == talk.split("\n", 1)[1]


MARKUP = "<b onclick='x'>&amp;</b><script>x</script>"


@pytest.mark.parametrize("kind", ["question", "answer", "note", "quote Ann", "code html"])
def test_markup_is_made_safe(visit: Visit, kind: str) -> None:
    interview, browser = make_interview(slug="tides", people=[make_person()]), admin(visit)
    talk = f":: answer\nSo.\n\n:: {kind}\n{MARKUP}"
    saved(browser, interview, conversation=talk, introduction=MARKUP, subtitle=MARKUP)
    assert MARKUP in text_in(form_of(browser, interview))
    for page in (browser.get(f"/admin/interviews/{interview.id}"), visit.get("/interviews/tides")):
        assert not page.lxml.xpath("//main//*[@onclick] | //main//script[not(@src)]")


def test_emptied_fields_say_nothing(visit: Visit) -> None:
    interview = make_interview(state="draft", language="en", original_url="https://a.example/")
    names = ("subtitle", "language", "original_url", "introduction", "conversation")
    after = saved(admin(visit), interview, **dict.fromkeys(names, ""))
    assert not {*names, "introduction_html", "teaser", "minutes", "blocks"} & after.keys()
    assert (after["question_count"], after["last_key"]) == (0, 2)
