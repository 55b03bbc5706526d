"""The form of an episode in a browser: opened, filled and sent."""

from typing import Any

from talkpython_site.documents import Episode, Podcast
from talkpython_site.documents.roles import editor_role
from tests.conftest import Visit
from tests.factories import make_account
from tests.visitors import signed_in

NEW = "/admin/episodes/new"
ORIGIN = {"Origin": "https://longwave.example"}


def editor(visit: Visit, *podcasts: Podcast, **changes: Any) -> Visit:
    roles = [editor_role("podcast", podcast.id) for podcast in podcasts]
    return signed_in(visit, make_account(roles=roles, **changes))


def editor_of(visit: Visit, episode: Episode, **changes: Any) -> Visit:
    return editor(visit, Podcast.objects.get(id=episode.podcast), **changes)


def address_of(episode: Episode) -> str:
    return f"/admin/episodes/{episode.id}"


def form_in(page: Any) -> Any:
    """The form itself, not that of a preview link beside it."""
    by_number = [form for name, form in page.forms.items() if isinstance(name, int)]
    (form,) = [each for each in by_number if "title" in each.fields]
    return form


def form_at(browser: Visit, address: str) -> Any:
    return form_in(browser.get(address))


def sent(form: Any, status: int = 303, **values: Any) -> Any:
    """What the site answers to a form with these values typed into it."""
    return posted(form, form.action, status, **values)


def moved(form: Any, word: str, status: Any = 303, **values: Any) -> Any:
    """The same, sent by the button of a move beside it."""
    (button,) = [each for each in form.fields["do"] if each.value_if_submitted() == word]
    address = button.attrs["formaction"]
    return posted(form, address, status, {"do": word}, **values)


def posted(form: Any, address: str, status: Any, also: Any = (), **values: Any) -> Any:
    for name, value in values.items():
        form[name].force_value(value)
    # As browsers send it: of a file that is not chosen, nothing.
    fields = [pair for pair in form.submit_fields() if isinstance(pair[1], str)]
    return form.response.goto(
        address, method="post", params=[*fields, *dict(also).items()], headers=ORIGIN, status=status
    )


def stored(episode: Episode) -> dict[str, Any]:
    return dict(Episode.collection().find_one({"_id": episode.id}) or {})


def saved(visit: Visit, episode: Episode, **values: Any) -> dict[str, Any]:
    """What is stored once these values are typed and saved."""
    sent(form_at(editor_of(visit, episode), address_of(episode)), **values)
    return stored(episode)


def wrong(page: Any) -> list[str]:
    """What the summary on top says."""
    return [each.text_content() for each in page.lxml.xpath("//*[@class='errors']//li")]


def problem(page: Any) -> str:
    said: str = page.lxml.xpath("string(//*[@class='errors']/h2)")
    return said
