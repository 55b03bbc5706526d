"""Chapters of a file, pasted into the form of an episode."""

import json
from typing import Any

import pytest

from tests.conftest import Visit
from tests.episode_forms import address_of, editor_of, form_at, form_in, saved, sent, stored, wrong
from tests.factories import make_episode

LENS = {
    "startTime": 90,
    "title": "The\nlens",
    "url": "https://a.example/",
    "img": "https://p.example/",
}
HELLO = {"startTime": 0, "title": "Hello"}


def written(*entries: Any) -> str:
    return json.dumps({"version": "1.2.0", "chapters": entries}, separators=(", ", ":\n"))


def test_a_file_becomes_lines(visit: Visit) -> None:
    made = make_episode(state="draft", duration_seconds=3600)
    now = saved(visit, made, chapters=written(LENS, HELLO))
    assert now["chapters"] == [
        {"start_seconds": 0, "title": "Hello"},
        {
            "start_seconds": 90,
            "title": "The lens",
            "url": "https://a.example/",
            "picture_url": "https://p.example/",
        },
    ]
    assert now["strip"] == [250, 10_000]
    form = form_at(editor_of(visit, made), address_of(made))
    assert form["chapters"].value.strip() == "00:00:00 Hello\n00:01:30 The lens"


def test_a_changed_line_keeps_what_a_file_said(visit: Visit) -> None:
    made = make_episode(state="draft", duration_seconds=3600)
    saved(visit, made, chapters=written(LENS))
    (chapter,) = saved(visit, made, chapters="00:01:30 The lamp")["chapters"]
    assert (chapter["title"], chapter["url"]) == ("The lamp", "https://a.example/")


def test_what_this_site_gives_out_can_be_pasted(visit: Visit) -> None:
    one = make_episode(duration_seconds=3600)
    before = saved(visit, one, chapters=written(HELLO, LENS))["chapters"]
    page = form_at(editor_of(visit, one), address_of(one)).response
    (address,) = page.lxml.xpath("//a[starts-with(@href, '/episodes/')]/@href")[:1]
    given_out = visit.get(address.rsplit("/", 1)[0] + "/chapters.json").text
    other = make_episode(state="draft", duration_seconds=3600)
    assert saved(visit, other, chapters=given_out)["chapters"] == before


def test_sent_twice_it_is_saved_once(visit: Visit) -> None:
    made = make_episode(state="draft", duration_seconds=3600)
    form = form_at(editor_of(visit, made), address_of(made))
    sent(form, chapters=written(LENS, HELLO))
    sent(form, chapters=written(LENS, HELLO))
    assert stored(made)["revision"] == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"chapters": [', "This begins as a chapters file does, and is no JSON: line 1"),
        ("{}", "This file has no chapters."),
        (written(*[HELLO] * 10_000), "These are 10,000 chapters; 1,000 is the most."),
        (written(HELLO, {**LENS, "startTime": 3600}), "Chapter 2, “The lens”, begins after"),
        (written({"title": "Never"}), "Chapter 1, “Never”, has no time"),
    ],
    ids=["no JSON", "no chapters", "10,000 of them", "after the end", "no time"],
)  # fmt: skip
def test_what_will_not_do_is_said_and_kept(visit: Visit, text: str, told: str) -> None:
    made = make_episode(state="draft", duration_seconds=3600)
    page = sent(form_at(editor_of(visit, made), address_of(made)), 422, chapters=text)
    (said,) = wrong(page)
    assert said.startswith(f"Chapters: {told}")
    kept = form_in(page)["chapters"].value
    assert kept.split() == text.split()
    assert not stored(made)["chapters"]
