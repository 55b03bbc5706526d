"""Queries that both engines answer alike."""

import re
from typing import Any

import pytest
from bson import ObjectId, Regex

from talkpython_site.documents import Podcast
from talkpython_site.documents.base import plain
from tests.factories import make_podcast

HARBOUR = re.compile("harbour", re.IGNORECASE | re.DOTALL)
ID = ObjectId()


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ({}, {}),
        ({"slug": "a", "_id": ID}, {"slug": "a", "_id": ID}),
        ({"slug": HARBOUR}, {"slug": {"$regex": "harbour", "$options": "is"}}),
        ({"slug": Regex("^a", "m")}, {"slug": {"$regex": "^a", "$options": "m"}}),
        ({"slug": re.compile("^a")}, {"slug": {"$regex": "^a"}}),
        ({"slug": {"$regex": "a", "$options": "i"}}, {"slug": {"$regex": "a", "$options": "i"}}),
        (
            {"$or": [{"slug": re.compile("a")}, {"title": {"$ne": None}}]},
            {"$or": [{"slug": {"$regex": "a"}}, {"title": {"$ne": None}}]},
        ),
    ],
)
def test_bare_patterns_are_written_out(query: dict[str, Any], written: dict[str, Any]) -> None:
    assert plain(query) == written


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize(
    "condition",
    [
        {"slug__contains": "harb"},
        {"slug__icontains": "HARB"},
        {"slug__startswith": "deep"},
        {"slug__iexact": "Deep-Harbour"},
        {"slug__endswith": "bour"},
        {"slug": HARBOUR},
    ],
)
def test_patterns_are_found_on_an_indexed_field(condition: dict[str, Any]) -> None:
    make_podcast(slug="deep-harbour")
    make_podcast(slug="long-wave")
    assert [each.slug for each in Podcast.objects(**condition)] == ["deep-harbour"]
