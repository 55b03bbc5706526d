"""Forms that keep themselves: what their script sends, and what it is told."""

from typing import Any

from talkpython_site.documents import Draft
from tests.conftest import Visit
from tests.visitors import send

DRAFTS = "/admin/drafts"


def typed(form: Any, count: int, **words: str) -> dict[str, str]:
    """All that is sent of a form while these words stand in it."""
    names = [name for name in form.fields if name and name not in {"csrf_token", "see", "do"}]
    texts = {name: form[name].value or "" for name in names if form[name].tag != "input.file"}
    return {**texts, **words, "typed": str(count)}


def keep(browser: Visit, form: Any, count: int = 1000, /, status: int = 200, **words: str) -> Any:
    """What the site tells a form that keeps itself."""
    return send(browser, DRAFTS, typed(form, count, **words), status=status)


def see(browser: Visit, form: Any, status: int = 200, **more: str) -> Any:
    """The same of one that only says that it is open."""
    return send(browser, DRAFTS, {"revision": form["revision"].value, **more}, status=status)


def told(answer: Any) -> list[str]:
    """Its sentences."""
    return [" ".join(each.text.split()) for each in answer.html.select(".drafts-said > span")]


def is_kept(answer: Any) -> bool:
    return bool(answer.html.select_one(".drafts-said").get("data-kept"))


def offered(page: Any) -> list[str]:
    """What a page offers to go on with."""
    return [" ".join(each.text.split()) for each in page.html.select(".drafts-offered p")]


def rows(page: Any) -> list[str]:
    """The titles of what a list has of it."""
    return [each.text.strip() for each in page.html.select(".drafts-rows .episode-title")]


def words_of(browser_of: Any) -> list[dict[str, str]]:
    """What is stored of what an account typed."""
    found = Draft.collection().find({"account": browser_of.id, "fields": {"$exists": True}})
    return [each["fields"] for each in found]
