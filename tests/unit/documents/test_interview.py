"""The blocks of an interview: their keys, what is brought back of them, whom and what they name."""

import pytest

from talkpython_site.documents import Interview, Revision
from talkpython_site.documents.interview import pictures_of
from tests.factories import make_interview, said
from tests.moves import EDITOR

pytestmark = pytest.mark.usefixtures("clean")


def keys(interview: Interview) -> list[int]:
    return [each.key for each in interview.blocks]


def saved(interview: Interview) -> Interview:
    interview.save_as(EDITOR, "saved")
    found: Interview = Interview.objects.get(id=interview.id)
    return found


def test_new_blocks_get_keys_that_none_ever_had() -> None:
    interview = make_interview()
    first, second = interview.blocks
    assert (keys(interview), interview.last_key, interview.question_count) == ([1, 2], 2, 1)

    interview.converse([said("question", "And then?"), second])
    interview = saved(interview)
    assert (keys(interview), interview.last_key) == ([3, 2], 3)

    interview.converse([first, interview.blocks[1], said("answer", "It rained.")])
    assert (keys(saved(interview)), interview.last_key) == ([1, 2, 4], 4)


def test_a_key_that_was_typed_is_never_given_to_another() -> None:
    interview = make_interview(blocks=[said("note", "Before.", key=9), said("note", "After.")])
    assert (keys(interview), interview.last_key, interview.question_count) == ([9, 10], 10, 0)


def test_without_blocks_nothing_is_counted() -> None:
    interview = make_interview(blocks=[])
    assert (keys(interview), interview.last_key, interview.question_count) == ([], 0, 0)


def test_an_older_conversation_comes_back_whole_and_frees_no_key() -> None:
    interview = make_interview(slug="tide", blocks=[said("question", "How?"), said("answer", "So")])
    interview.converse([said("answer", "Otherwise.")])
    interview.slug = "ebb"
    interview = saved(interview)
    assert (keys(interview), interview.question_count) == ([3], 0)

    interview.take(Revision.objects.get(id=f"{interview.card_key}:0").content)
    interview = saved(interview)
    assert [(each.key, each.text_source) for each in interview.blocks] == [(1, "How?"), (2, "So")]
    assert (interview.question_count, interview.last_key, interview.slug) == (1, 3, "tide")
    assert "ebb" in interview.slugs


def test_the_pictures_that_it_names_are_its_portrait_and_its_blocks() -> None:
    shown = [said("picture", "", picture=letter * 64) for letter in "aab"]
    interview = make_interview(artwork="c" * 64, blocks=[said("note", "None."), *shown])
    assert pictures_of(interview.to_mongo()) == {letter * 64 for letter in "abc"}
    assert pictures_of({"title": "Bare"}) == set()
