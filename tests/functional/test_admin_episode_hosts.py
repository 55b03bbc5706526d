"""A new episode begins with those who make its podcast now."""

from typing import Any

from talkpython_site.documents import Credit, Episode, Podcast
from tests.conftest import Visit
from tests.episode_forms import NEW, editor, form_at, sent
from tests.factories import make_person, make_podcast


def make_hosted(title: str, *people: tuple[str, dict[str, Any]]) -> Podcast:
    made = [Credit(person=make_person(name).id, **more) for name, more in people]
    return make_podcast(title, people=made)


def test_it_begins_with_the_hosts_of_its_podcast(visit: Visit) -> None:
    show = make_hosted(
        "Moss", ("Ada Holm", {}), ("Ben Roe", {"role": "producer"}), ("Cleo Ash", {"until": "2001"})
    )
    form = form_at(editor(visit, show), NEW)
    assert form["people"].value.strip() == "Ada Holm, host\nBen Roe, producer"
    sent(form, title="Ferns", people=f"{form['people'].value}\nInes Okafor")
    made = Episode.objects.get(title="Ferns")
    assert [credit.role for credit in made.people] == ["host", "producer", "guest"]


def test_of_several_it_begins_with_those_of_the_chosen_one(visit: Visit) -> None:
    shows = [make_hosted("Moss", ("Ada Holm", {})), make_podcast("Tides")]
    browser = editor(visit, *shows)
    page = browser.get(NEW)
    assert [each.get("data-people") for each in page.html.select("#podcast option")] == [
        None,
        "Ada Holm, host",
        "",
    ]
    assert page.html.select_one("#people").text.strip() == ""
    for show, told in zip(shows, ("Ada Holm, host", ""), strict=True):
        form = form_at(browser, f"{NEW}?podcast={show.id}")
        assert form["people"].value.strip() == told
    assert "in the place of the show’s hosts" in page
