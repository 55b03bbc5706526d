"""What the watch over all queries refuses."""

import re
from typing import Any

import pytest
from bson import ObjectId, Regex
from bson.dbref import DBRef

from tests.queries import complaints

RANGE = {"$gte": 1, "$lt": 2}


def find(query: dict[str, Any], collection: str = "episodes") -> list[str]:
    return complaints("find", {"find": collection, "filter": query}, in_request=False)


@pytest.mark.parametrize(
    "query",
    [
        {"slug": re.compile("tide")},
        {"slug": {"$in": [Regex("tide")]}},
        {"$or": [{"title": Regex("tide")}, {"number": 1}]},
        {"$text": {"$search": "tide"}},
        {"$where": "this.number > 1"},
        {"podcast": DBRef("podcasts", ObjectId())},
        {"podcast.$ref": 1, "podcast": {"$ref": "podcasts"}},
        {"pending.at": RANGE},
        {"$and": [{"strip": {"$gt": 1}}, {"strip": {"$lte": 2}}]},
    ],
)
def test_what_engines_answer_differently_is_refused(query: dict[str, Any]) -> None:
    assert find(query)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"slug": {"$regex": "tide", "$options": "i"}},
        {"published_at": RANGE},
        {"pending.at": {"$lt": 2}},
        {"pending": {"$elemMatch": {"at": RANGE}}},
        {"_id": {"$in": [ObjectId()]}},
    ],
)
def test_what_both_answer_alike_is_not(query: dict[str, Any]) -> None:
    assert not find(query)


@pytest.mark.parametrize(
    "command",
    [
        {"find": "episodes", "filter": {}, "skip": 20},
        {"aggregate": "episodes", "pipeline": []},
        {"count": "episodes", "query": {}},
        {"distinct": "episodes", "key": "number", "query": {}},
    ],
)
def test_a_visitor_does_not_wait_for_counting(command: dict[str, Any]) -> None:
    name = next(iter(command))
    assert complaints(name, command, in_request=True)
    assert not complaints(name, command, in_request=False)


@pytest.mark.parametrize(
    "command",
    [
        {"findAndModify": "episodes", "query": {}, "upsert": True},
        {"distinct": "episodes", "key": "people.person"},
        {"update": "episodes", "updates": [{"q": {"slug": Regex("a")}, "u": {}}]},
        {"delete": "episodes", "deletes": [{"q": {"slug": Regex("a")}}]},
        {"aggregate": "episodes", "pipeline": [{"$match": {"slug": Regex("a")}}]},
        {"insert": "episodes", "startTransaction": True},
    ],
)
def test_commands_are_refused_anywhere(command: dict[str, Any]) -> None:
    assert complaints(next(iter(command)), command, in_request=False)
