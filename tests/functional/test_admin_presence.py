"""Who else has an episode open, told as its form is shown: to browsers without script."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from talkpython_site.documents import Draft, Episode, Podcast, utc_now
from talkpython_site.documents.draft import PRESENT, SILENT
from talkpython_site.documents.roles import editor_role
from tests.conftest import Visit
from tests.drafts import keep, see
from tests.editors import DRAFT, make_tides
from tests.episode_forms import NEW, address_of, form_at, form_in, sent
from tests.factories import make_account
from tests.visitors import signed_in

MOMENT = timedelta(milliseconds=1)


@pytest.fixture
def tides(show: Podcast) -> Episode:
    return make_tides(show, **DRAFT)


def named(visit: Visit, show: Podcast, name: str) -> Visit:
    return signed_in(visit, make_account(name=name, roles=[editor_role("podcast", show.id)]))


@pytest.fixture
def two(visit: Visit, show: Podcast) -> list[Visit]:
    return [named(visit, show, name) for name in ("Berit Aas", "Cato Lund")]


def met(page: Any) -> list[str]:
    return [" ".join(each.text.split()) for each in page.html.select(".drafts-others li")]


def test_who_comes_second_is_told_and_then_the_first(two: list[Visit], tides: Episode) -> None:
    berit, cato = two
    assert met(berit.get(address_of(tides))) == []
    assert met(cato.get(address_of(tides))) == ["Berit Aas has this open too."]
    assert met(berit.get(address_of(tides))) == ["Cato Lund has this open too."]
    assert met(berit.get(NEW)) == []


def test_without_script_it_is_so_for_half_an_hour(two: list[Visit], tides: Episode) -> None:
    berit, cato = two
    start = utc_now()
    with time_machine.travel(start, tick=False):
        berit.get(address_of(tides))
    for at, told in ((start + SILENT - MOMENT, 1), (start + SILENT, 0)):
        with time_machine.travel(at, tick=False):
            assert len(met(cato.get(address_of(tides)))) == told


def test_a_page_that_was_heard_of_is_closed_a_minute_later(
    two: list[Visit], tides: Episode
) -> None:
    berit, cato = two
    start = utc_now()
    with time_machine.travel(start, tick=False):
        see(berit, form_at(berit, address_of(tides)))
    for at, told in ((start + PRESENT - MOMENT, 1), (start + PRESENT, 0)):
        with time_machine.travel(at, tick=False):
            assert len(met(cato.get(address_of(tides)))) == told


def test_who_types_is_writing(two: list[Visit], tides: Episode) -> None:
    berit, cato = two
    keep(berit, form_at(berit, address_of(tides)), 0, title="Ebb")
    assert met(cato.get(address_of(tides))) == ["Berit Aas is writing here too."]


def test_who_has_saved_is_there_by_the_page_that_follows_alone(
    two: list[Visit], tides: Episode
) -> None:
    berit, cato = two
    answer = sent(form_at(berit, address_of(tides)), title="Ebb")
    assert not Draft.objects
    assert met(cato.get(address_of(tides))) == []
    answer.follow()
    assert met(cato.get(address_of(tides))) == ["Berit Aas has this open too."]


def test_a_form_that_comes_back_says_nothing_new(two: list[Visit], tides: Episode) -> None:
    berit, cato = two
    page = berit.get(address_of(tides))
    cato.get(address_of(tides))
    assert met(sent(form_in(page), 422, title="")) == []
    assert len(Draft.objects) == 2
