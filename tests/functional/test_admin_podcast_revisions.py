"""Revisions of a podcast: listed, compared with now, brought back."""

from talkpython_site.documents import COMMAND_LINE, Podcast
from tests.conftest import Visit, watch
from tests.editors import key_at
from tests.factories import make_podcast
from tests.interleaving import Meanwhile
from tests.podcast_forms import address_of, saved, stored
from tests.reading import texts
from tests.visitors import admin, led_to, send, token_of


def bring_back(browser: Visit, show: Podcast, key: str, status: int = 303) -> object:
    return send(browser, address_of(show, "/revisions/0"), {"revision": key}, status=status)


def test_who_changed_what(editor: Visit, show: Podcast) -> None:
    saved(editor, show, title="Deeper", description="New", state="draft")
    rows = texts(editor.get(address_of(show, "/revisions")), "//ol/li")
    assert "Saved: Description, Who sees it, Title Now" in rows[0]
    assert rows[1].startswith("Revision 0 By an import, or before changes were noted.")


def test_every_field_is_compared(editor: Visit, show: Podcast) -> None:
    hue = "hue-8" if show.own_hue == "hue-9" else "hue-9"
    saved(
        editor, show, people="Ines, host, 2019–2023", category="Leisure › Games",
        rhythm_days="7", rhythm_weekday="1", description="*New*", own_hue=hue,
    )  # fmt: skip
    page = editor.get(address_of(show, "/revisions/0"))
    told = dict(zip(texts(page, "//section/h2"), texts(page, "//section/div"), strict=True))
    assert told["People"] == "+New: Ines, host, 2019–2023"
    assert told["Categories"] == "+New: Leisure · Games"
    assert told["Weekday"] == "+New: Tuesday"
    assert told["Colour"].endswith(f"+New: {hue}")
    assert next(iter(told)) == "Description"
    assert "What the podcast says now" in page


def test_brought_back_all_its_addresses_stay(editor: Visit, show: Podcast) -> None:
    saved(editor, show, title="Deeper", slug="deeper", state="draft")
    key = key_at(editor, address_of(show, "/revisions/0"))
    page, said = led_to(bring_back(editor, show, key))
    assert (page, "says what it said then" in said) == (address_of(show), True)
    after = stored(show)
    assert (after["title"], after["slug"], after["state"]) == ("Deep Harbour", "deep", "draft")
    assert after["slugs"] == ["deep", "deeper"]
    bring_back(editor, show, key)  # clicked twice
    assert stored(show)["revision"] == 2


def test_an_address_that_another_has_now(editor: Visit, show: Podcast) -> None:
    saved(editor, show, title="Deeper")

    def meanwhile() -> None:
        other = Podcast.objects.get(id=show.id)
        other.title = "Deepest"
        other.save_as(COMMAND_LINE, "saved")

    token_of(editor)
    key = key_at(editor, address_of(show, "/revisions/0"))
    with watch.accompanied(Meanwhile(meanwhile, before="update podcasts")):
        page = bring_back(editor, show, key, 409)
    assert "Somebody changed this podcast" in texts(page, "//*[@role='alert']")[0]
    assert stored(show)["title"] == "Deepest"


def test_the_audit_page_leads_there(visit: Visit, editor: Visit, show: Podcast) -> None:
    saved(editor, show, title="Deeper")
    make_podcast()
    page = admin(visit).get("/admin/audit")
    assert "saved Deeper" in " ".join(texts(page, "//main")[0].split())
    assert page.lxml.xpath(f"//a[@href='{address_of(show)}']")
