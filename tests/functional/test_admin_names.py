"""People and topics that are known, for who types the beginning of a name."""

from typing import Any

import pytest

from tests.conftest import Visit
from tests.editors import DRAFT
from tests.episode_forms import editor
from tests.factories import make_episode, make_person, make_podcast, make_topic
from tests.visitors import admin

NAMES = "/admin/names"


def asked(browser: Any, q: str, kind: str = "people", **options: Any) -> Any:
    return browser.get(NAMES, {"kind": kind, "q": q}, **options)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("i", ["Ines Okafor", "Idris O’Hara-Ito", "Åsa Ivarsson"]),
        ("OKA", ["Ines Okafor"]),
        ("asa", ["Åsa Ivarsson"]),
        ("ines  ok", ["Ines Okafor"]),
        ("hara", ["Idris O’Hara-Ito"]),
        ("ito", ["Idris O’Hara-Ito"]),
        ("kafor", []),
        ("", []),
        ("  ", []),
        (".*", []),
        ("x" * 201, []),
    ],
)
def test_names_begin_as_typed(visit: Visit, typed: str, names: list[str]) -> None:
    for name in ("Ines Okafor", "Åsa Ivarsson", "Idris O’Hara-Ito"):
        make_person(name)
    found = asked(admin(visit), typed).json
    assert sorted(found["names"]) == sorted(names)
    first = sorted(name for name in names if name.startswith("I"))
    assert found["names"][: len(first)] == first


def test_eight_are_the_most(visit: Visit) -> None:
    for number in range(12):
        make_topic(f"Tide {number:02}")
    found = asked(admin(visit), "tide", "topics").json
    assert found["names"] == [f"Tide {number:02}" for number in range(8)]


def test_who_is_called_just_so_is_told(visit: Visit) -> None:
    make_person("Åsa Ivarsson")
    make_person("Åsa Ivarssonsdottir")
    browser = admin(visit)
    assert asked(browser, "ÅSA  ivarsson").json["same"] == "Åsa Ivarsson"
    assert asked(browser, "asa ivarsson").json["same"] == "Åsa Ivarsson"
    assert asked(browser, "asa ivars").json["same"] is None


def test_a_kind_that_is_none_is_not_found(visit: Visit) -> None:
    assert asked(admin(visit), "a", "accounts", status=404)


def test_editors_are_told_of_nobody_whom_only_others_know(visit: Visit) -> None:
    own, others = make_podcast(), make_podcast()
    tide, secret, lamp = (make_topic(name) for name in ("Tide", "Tide secret", "Tide lamp"))
    guest, hidden, host = (make_person(f"Ada {name}") for name in ("Quay", "Hidden", "Host"))
    make_episode(own, people=[guest], topics=[tide], **DRAFT)
    make_episode(others, people=[hidden], topics=[secret], **DRAFT)
    make_episode(others, people=[host], topics=[lamp])
    browser = editor(visit, own)
    assert asked(browser, "ada").json["names"] == ["Ada Host", "Ada Quay"]
    assert asked(browser, "tide", "topics").json["names"] == ["Tide", "Tide lamp"]
    assert asked(browser, "ada hidden").json == {"names": [], "same": None}
    assert asked(admin(visit), "ada hidden").json["same"] == "Ada Hidden"


def test_what_is_found_is_kept_nowhere(visit: Visit) -> None:
    answer = asked(admin(visit), "a")
    assert answer.content_type == "application/json"
    assert answer.headers["Cache-Control"] == "private, no-store"
