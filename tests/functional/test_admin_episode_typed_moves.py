"""What is typed into the form of an episode is saved by the buttons beside it, or nothing is."""

from datetime import timedelta
from typing import Any

import pytest

from talkpython_site.documents import Draft, Episode, Person, Podcast, Revision, utc_now
from talkpython_site.refusals import LARGEST_FORM
from tests.conftest import Visit, watch
from tests.editors import DRAFT, do, make_tides, now_of
from tests.episode_forms import address_of, form_at, form_in, moved, problem, sent, wrong
from tests.interleaving import DiedError, Meanwhile
from tests.reading import texts
from tests.visitors import led_to, send

PAGE = "/episodes/deep/7/tides"
DAY = f"{utc_now() + timedelta(days=2):%Y-%m-%d}"
WORDS: dict[str, Any] = {"title": "Ebb", "notes": "All *new*."}
NOT_PUBLISHED = "Nothing is saved or published yet."


@pytest.fixture
def draft(show: Podcast) -> Episode:
    return make_tides(show, **DRAFT)


def form_of(editor: Visit, made: Episode) -> Any:
    return form_at(editor, address_of(made))


def words_of(made: Episode) -> tuple[str, str | None]:
    now = now_of(made)
    return now.title, now.notes_source


def said_at(page: Any, field: str) -> str:
    return str(page.html.select_one(f"#{field}-wrong").text)


# Together


def test_what_is_typed_is_published_with_it(visit: Visit, editor: Visit, draft: Episode) -> None:
    answer = moved(form_of(editor, draft), "publish", **WORDS)
    assert led_to(answer)[1].startswith("Saved and published")
    assert words_of(draft) == ("Ebb", "All *new*.")
    page = visit.get(PAGE).maybe_follow()
    assert texts(page, "//h1") == ["Ebb"]
    assert texts(page, "//*[contains(@class, 'prose')]") == [
        "All *new*."
    ]  # what came in HTML stays so
    assert (now_of(draft).revision, Revision.objects.count()) == (1, 1)


def test_what_is_typed_is_scheduled_with_it(editor: Visit, draft: Episode) -> None:
    answer = moved(form_of(editor, draft), "schedule", day=DAY, clock="08:30", **WORDS)
    assert led_to(answer)[1].startswith("Saved and scheduled")
    assert words_of(draft) == ("Ebb", "All *new*.")
    assert (now_of(draft).published_at or utc_now()) > utc_now()


@pytest.mark.parametrize(("word", "typed"), [("unpublish", {"reason": "So."}), ("bin", {})])
def test_what_is_typed_to_take_it_down_is_never_seen(
    visit: Visit, editor: Visit, show: Podcast, word: str, typed: dict[str, Any]
) -> None:
    made = make_tides(show)
    form = form_of(editor, made)
    assert "Tides" in visit.get(PAGE)
    moved(form, word, **WORDS, **typed)
    assert words_of(made)[0] == "Ebb"
    assert now_of(made).revision == 1  # no revision that was out said it
    assert "Ebb" not in visit.get(PAGE, status="*")


def test_what_is_typed_in_the_bin_is_taken_out_with_it(editor: Visit, show: Podcast) -> None:
    made = make_tides(show, state="binned", binned_at=utc_now(), is_restorable=True)
    moved(form_of(editor, made), "restore", title="Ebb")
    assert (now_of(made).title, now_of(made).state) == ("Ebb", "unpublished")


def test_where_nothing_is_typed_it_is_the_move_alone(editor: Visit, draft: Episode) -> None:
    answer = moved(form_of(editor, draft), "publish")
    assert led_to(answer)[1].startswith("The episode is published")
    assert now_of(draft).revision == 1


def test_once_saved_and_gone_back_it_is_the_move_alone(editor: Visit, draft: Episode) -> None:
    form = form_of(editor, draft)
    sent(form, **WORDS)
    answer = moved(form, "publish", **WORDS)
    assert led_to(answer)[1].startswith("The episode is published")


def test_clicked_twice_it_is_done_once(editor: Visit, draft: Episode) -> None:
    form = form_of(editor, draft)
    for _time in range(2):
        moved(form, "publish", **WORDS)
    assert (now_of(draft).revision, now_of(draft).state) == (1, "published")


def test_clicked_twice_at_one_moment_it_is_done_once(editor: Visit, draft: Episode) -> None:
    form = form_of(editor, draft)
    click = Meanwhile(lambda: moved(form, "publish", **WORDS), before="update episodes")
    with watch.accompanied(click):
        moved(form, "publish", **WORDS)
    assert (now_of(draft).revision, words_of(draft)[0]) == (1, "Ebb")


def test_what_was_kept_while_it_was_typed_goes(editor: Visit, draft: Episode) -> None:
    form = form_of(editor, draft)
    key = {"revision": form["revision"].value, "typed": "5"}
    send(editor, "/admin/drafts", {**key, **WORDS})
    moved(form, "publish", typed="6", **WORDS)
    assert [each.fields for each in Draft.objects] == [{}]


def test_as_much_as_a_form_holds_may_come_along(editor: Visit, draft: Episode) -> None:
    notes = "Ω" * (LARGEST_FORM // 6)  # each is sent as six letters
    page = moved(form_of(editor, draft), "publish", "*", notes=notes, title="Ebb")
    assert page.status_int in {303, 422}
    assert now_of(draft).state == ("published" if page.status_int == 303 else "draft")


@pytest.fixture
def dying() -> Any:
    def die() -> None:
        raise DiedError

    return lambda **when: watch.accompanied(Meanwhile(die, **when))


@pytest.mark.parametrize("when", [{"before": "update episodes"}, {"after": "update episodes"}])
def test_killed_at_the_write_it_is_both_or_neither(
    editor: Visit, draft: Episode, dying: Any, when: dict[str, str]
) -> None:
    form = form_of(editor, draft)
    with dying(**when), pytest.raises(DiedError):
        moved(form, "publish", **WORDS)
    is_done = "after" in when
    assert words_of(draft)[0] == ("Ebb" if is_done else "Tides")
    assert now_of(draft).state == ("published" if is_done else "draft")


# Neither


def test_words_that_will_not_do_are_not_published(editor: Visit, draft: Episode) -> None:
    page = moved(form_of(editor, draft), "publish", 422, duration="an hour", **WORDS)
    assert problem(page).startswith(NOT_PUBLISHED)
    assert [each.partition(":")[0] for each in wrong(page)] == ["Length"]
    form = form_in(page)
    assert (form["title"].value, form["duration"].value) == ("Ebb", "an hour")
    assert (words_of(draft)[0], now_of(draft).state) == ("Tides", "draft")
    moved(form, "publish", duration="54:20")
    assert (words_of(draft)[0], now_of(draft).state) == ("Ebb", "published")


def test_a_time_that_will_not_do_saves_nothing(editor: Visit, draft: Episode) -> None:
    page = moved(form_of(editor, draft), "schedule", 422, day="2001-01-01", clock="08:30", **WORDS)
    assert problem(page) == NOT_PUBLISHED
    assert "This day has passed" in said_at(page, "schedule-day")
    form = form_in(page)
    assert [form[name].value for name in ("title", "day")] == ["Ebb", "2001-01-01"]
    assert page.lxml.xpath("//details[@open]//button[@name='do']/@value") == ["schedule"]
    assert now_of(draft).revision == 0


def test_what_keeps_it_from_being_published_is_said_at_its_field(
    editor: Visit, draft: Episode
) -> None:
    typed: dict[str, Any] = {"notes": "", "people": "Berit Aas, host"}
    page = moved(form_of(editor, draft), "publish", 422, **typed)
    assert problem(page) == NOT_PUBLISHED
    assert wrong(page) == ["Notes: It has no notes."]
    assert form_in(page)["people"].value == "Berit Aas, host"
    assert (now_of(draft).revision, now_of(draft).state) == (0, "draft")
    assert Person.objects.count() == 0


def test_what_two_changed_is_shown_and_not_published(editor: Visit, draft: Episode) -> None:
    theirs, mine = (form_of(editor, draft) for _ in range(2))
    sent(theirs, title="Theirs")
    page = moved(mine, "publish", 409, **WORDS)
    assert NOT_PUBLISHED in problem(page)
    assert texts(page, "//section[@class='differs']/h2") == ["Title"]
    assert (words_of(draft)[0], now_of(draft).state) == ("Theirs", "draft")
    moved(form_in(page), "publish")
    assert (words_of(draft)[0], now_of(draft).state) == ("Ebb", "published")


@pytest.mark.parametrize("word", ["publish", "bin"])
def test_nobody_publishes_what_they_have_not_seen(editor: Visit, draft: Episode, word: str) -> None:
    theirs, mine = (form_of(editor, draft) for _ in range(2))
    sent(theirs, summary="Theirs")
    page = moved(mine, word, 409, title="Mine")
    assert problem(page).startswith("Somebody else changed this episode while you wrote.")
    form = form_in(page)
    assert (form["title"].value, form["summary"].value) == ("Mine", "Theirs")
    assert (words_of(draft)[0], now_of(draft).state) == ("Tides", "draft")


def test_a_form_that_was_never_ours_moves_nothing(editor: Visit, draft: Episode) -> None:
    page = moved(form_of(editor, draft), "publish", 409, revision="forged", **WORDS)
    assert NOT_PUBLISHED in problem(page)
    assert form_in(page)["title"].value == "Ebb"
    moved(form_of(editor, draft), "publish", 409, revision="forged")
    assert (words_of(draft)[0], now_of(draft).state) == ("Tides", "draft")


def test_what_its_state_does_not_allow_saves_nothing(editor: Visit, draft: Episode) -> None:
    form = form_of(editor, draft)
    do(editor, draft, "bin")
    page = moved(form, "publish", 409, **WORDS)
    assert form_in(page)["title"].value == "Ebb"
    page = moved(form_in(page), "restore")
    assert (now_of(draft).state, words_of(draft)[0]) == ("draft", "Ebb")
    form = form_of(editor, draft)
    fields = dict(form.submit_fields()) | {"do": "call off", "title": "Flow"}
    del fields["csrf_token"]
    refused = send(editor, f"{address_of(draft)}/move", texts_in(fields), status=409)
    assert "there is nothing to call off. Nothing is saved or done yet." in problem(refused)


def texts_in(fields: dict[str, Any]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if isinstance(value, str)}


def test_a_file_that_was_chosen_and_not_sent_is_told(editor: Visit, draft: Episode) -> None:
    form = form_of(editor, draft)
    fields = {**texts_in(dict(form.submit_fields())), "audio_file": "a.mp3", "do": "publish"}
    del fields["csrf_token"]
    page = send(editor, f"{address_of(draft)}/move", fields, status=422)
    assert "“a.mp3” was not sent" in said_at(page, "media")
    assert now_of(draft).state == "draft"


# Enter in a field


@pytest.mark.parametrize("typed", [{"reason": "It named"}, {}])
def test_enter_beside_another_button_saves_nothing(
    editor: Visit, show: Podcast, typed: dict[str, Any]
) -> None:
    made = make_tides(show)
    form = form_of(editor, made)
    fields = {**texts_in(dict(form.submit_fields())), "by": "enter", "title": "Ebb", **typed}
    del fields["csrf_token"]
    page = send(editor, address_of(made), fields, status=422 if typed else 303)
    assert words_of(made)[0] == ("Tides" if typed else "Ebb")
    if typed:
        assert problem(page).startswith("Nothing is saved or done yet")
        assert [form_in(page)[name].value for name in ("title", "reason")] == ["Ebb", "It named"]
        assert page.lxml.xpath("//details[@open]//button[@name='do']/@value") == ["unpublish"]
