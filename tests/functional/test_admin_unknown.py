"""Addresses of the admin area that name what is not there, or no name of anything."""

import pytest

from tests.conftest import Visit
from tests.editors import editor_of
from tests.factories import make_podcast
from tests.visitors import admin

ADDRESSES = (
    "/admin/episodes/{id}", "/admin/episodes/{id}/revisions", "/admin/episodes/{id}/revisions/0",
    "/admin/podcasts/{id}", "/admin/podcasts/{id}/revisions", "/admin/podcasts/{id}/revisions/0",
    "/admin/courses/{id}", "/admin/courses/{id}/revisions", "/admin/courses/{id}/revisions/0",
    "/admin/people/{id}", "/admin/people/{id}/merge",
    "/admin/topics/{id}", "/admin/topics/{id}/merge",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("name", ["65f0c0ffee65f0c0ffee65f0", "tides", "1", "%C3%A9"])
def test_what_nobody_made_is_not_there(visit: Visit, address: str, name: str) -> None:
    admin(visit).get(address.replace("{id}", name), status=404)


@pytest.mark.parametrize(
    "address", ["/admin/people/{id}/revisions/0", "/admin/topics/{id}/revisions/0"]
)
def test_nor_can_it_be_brought_back(visit: Visit, address: str) -> None:
    admin(visit).get(address.replace("{id}", "65f0c0ffee65f0c0ffee65f0"), status=405)


@pytest.mark.parametrize("kind", ["episodes", "podcasts", "courses", "lectures"])
def test_addresses_of_buttons_lead_to_the_form_that_they_are_of(visit: Visit, kind: str) -> None:
    browser, made = admin(visit), "65f0c0ffee65f0c0ffee65f0"
    answer = browser.get(f"/admin/{kind}/files?of={made}", status=303)
    assert answer.location.endswith(f"/admin/{kind}/{made}")
    if kind == "lectures":
        browser.get(f"/admin/{kind}/files", status=404)
    else:
        answer = browser.get(f"/admin/{kind}/files?of=tides", status=303)
        assert answer.location.endswith(f"/admin/{kind}/new")


def test_podcasts_are_begun_by_admins(visit: Visit) -> None:
    editor_of(visit, make_podcast()).get("/admin/podcasts/new", status=403)
    assert admin(visit).get("/admin/podcasts/new").html.select("form [name=title]")
