"""Certificates: one for each account and course, whatever is asked twice, late or at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.documents import Certificate, Enrolment, SaveConditionError, utc_now
from talkpython_site.documents.certificate import (
    ALPHABET,
    issue_anew,
    new_code,
    read_code,
    shown_code,
)
from talkpython_site.housekeeping import finish_overdue
from tests.killing import every_death

pytestmark = pytest.mark.usefixtures("clean")
LATER = timedelta(minutes=1)
# The same in every process.
TIDES, BERIT = ObjectId("65f0c1d2e3f4a5b6c7d8e9d1"), ObjectId("65f0c1d2e3f4a5b6c7d8e9c1")
SAID: dict[str, Any] = {"course": TIDES, "account": BERIT, "course_title": "Tides by Hand"}


def begin() -> Certificate:
    Enrolment.enrol(TIDES, BERIT)
    code = Certificate.issue(**SAID, name="Berit", lecture_count=3)
    return Certificate.objects.get(id=code)


def empty() -> None:
    for document in (Certificate, Enrolment):
        document.collection().delete_many({})


def valid() -> Certificate:
    found: Certificate = Certificate.objects.valid(TIDES, BERIT).get()
    return found


# Codes


def test_a_code_has_100_bits_and_no_letter_that_looks_like_another() -> None:
    assert (len(ALPHABET), len(set(ALPHABET)), len(new_code())) == (32, 32, 20)
    assert not set("ILOU") & set(ALPHABET)
    assert len({new_code() for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    "typed",
    ["7K3M-Q20V-XB91-CDR5-H1WZ", "7k3mq20vxb91cdr5h1wz", "7K3M QZ0U XB9I CDR5 HLWZ", "7k3m–q2Ov"],
)
def test_it_is_read_as_it_is_meant(typed: str) -> None:
    code = read_code(typed)
    if code is None:
        assert len(typed) < 20
    else:
        assert read_code(shown_code(code)) == code
        assert code[:5] == "7K3MQ"


def test_it_is_shown_in_groups_of_four() -> None:
    assert shown_code("7K3MQ20VXB91CDR5H1WZ") == "7K3M-Q20V-XB91-CDR5-H1WZ"


@pytest.mark.parametrize("typed", ["", "-", "7K3M", 20 * "*", 21 * "7", 20 * "٣", 20 * "ß"])
def test_what_cannot_be_one_is_none(typed: str) -> None:
    assert read_code(typed) is None


# Issuing


def test_eight_at_once_make_one() -> None:
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda name: Certificate.issue(**SAID, name=str(name)), range(8)))
    assert set(codes) == {valid().id}
    assert len(Certificate.objects) == 1


def test_another_name_makes_another_that_says_the_same() -> None:
    old = begin()
    code = old.replace("Berit Lund")
    assert (valid().id, valid().name, valid().lecture_count) == (code, "Berit Lund", 3)
    stored = Certificate.collection().find_one({"_id": old.id}) or {}
    assert not {"name", "holder"} & stored.keys()
    assert stored["pending"] == []
    assert Enrolment.objects.get().certificate == shown_code(code)


def test_two_at_once_make_one() -> None:
    begin()
    first, second = valid(), valid()
    code = first.replace("Berit Lund")
    with pytest.raises(SaveConditionError):
        second.replace("Berit Lundgren")
    assert valid().id == code


def test_one_that_is_noted_gives_way_to_a_newer_one_alone() -> None:
    begin()
    for code, is_newer, noted in (
        ("FIRST", False, "FIRST"), ("LATE", False, "FIRST"), ("NEW", True, "NEW"),
    ):  # fmt: skip
        Enrolment.note_certificate(TIDES, BERIT, code, is_newer=is_newer)
        assert Enrolment.objects.get().certificate == noted
    empty()
    Enrolment.note_certificate(TIDES, BERIT, "NEW", is_newer=True)
    assert not Enrolment.objects


def test_what_follows_long_after_brings_nothing_back() -> None:
    begin()
    entry = {"data": {**SAID, "id": valid().replace("Berit Lund"), "name": "Berit Lund"}}
    last = valid().replace("Berit Lundgren")
    issue_anew(entry)
    assert (valid().id, len(Certificate.objects)) == (last, 3)
    Certificate.erase(BERIT)
    issue_anew(entry)
    assert not Certificate.objects.valid(TIDES, BERIT)
    assert Enrolment.objects.get().certificate == shown_code(last)


# Killed


def rename() -> None:
    valid().replace("Berit Lund")


def test_who_dies_between_leaves_nobody_without_one(database_uri: str) -> None:
    begin()
    for _writes in every_death(database_uri, rename):
        finish_overdue(utc_now() + LATER)
        assert (valid().name, len(Certificate.objects)) == ("Berit Lund", 2)
        assert Enrolment.objects.get().certificate == shown_code(valid().id)
        assert not any(each.pending for each in Certificate.objects)
        empty()
        begin()


def test_erasing_leaves_nothing_of_one_that_is_being_replaced() -> None:
    begin()
    waiting = {"$set": {"pending": [{"id": "x", "do": "issue certificate", "data": {"name": "B"}}]}}
    Certificate.collection().update_one({}, waiting)
    Certificate.erase(BERIT)
    (stored,) = Certificate.collection().find()
    assert stored["pending"] == []
    assert not {"name", "holder", "account"} & stored.keys()
    Certificate.erase(BERIT)
    assert [each.revision for each in Certificate.objects] == [stored["revision"]]
