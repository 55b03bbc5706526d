"""Podcasts for their editors: the list, making one, and who may."""

from typing import Any

from talkpython_site.documents import AuditLine, Person, Podcast
from tests.conftest import Queries, Visit, watch
from tests.editors import editor_of
from tests.episode_forms import form_at, problem, sent, wrong
from tests.factories import make_account, make_episode, make_podcast
from tests.interleaving import Meanwhile
from tests.podcast_forms import LIST, NEW, address_of, form_of, stored
from tests.reading import links, texts
from tests.visitors import admin, led_to, send, signed_in

WHOLE: dict[str, Any] = {
    "title": "Deep Harbour", "subtitle": "Talk under water.", "description": "A *long* talk.",
    "language": "pt_BR", "category": "Leisure › Games", "category_2": "Technology",
    "kind": "serial", "is_explicit": "yes", "own_hue": "hue-7", "state": "published",
    "people": "Ines Okafor, host, 2019–2023\nBen Shy", "author": "Harbour Audio",
    "owner_name": "The harbour", "owner_email": "owner@harbour.example",
    "copyright": "2026 Harbour", "phase": "paused", "phase_note": "Back in spring.",
    "rhythm_days": "14", "rhythm_weekday": "1", "update_frequency": "Now and then",
    "time_zone": "Europe/Lisbon", "link": "https://harbour.example",
    "elsewhere": "https://cast.example/1 Harbour Cast", "funding": "https://give.example Join",
    "feed_items": "100", "is_locked": "yes", "medium": "audiobook",
    "feed_urls": "https://old.example/rss", "new_feed_url": "https://new.example/rss",
}  # fmt: skip
STORED: dict[str, Any] = {
    "revision": 0, "title": "Deep Harbour", "slug": "deep-harbour", "slugs": ["deep-harbour"],
    "subtitle": "Talk under water.", "description_source": "A *long* talk.",
    "description_html": "<p>A <em>long</em> talk.</p>\n", "description_format": "markdown",
    "language": "pt-BR", "categories": [["Leisure", "Games"], ["Technology"]],
    "kind": "serial", "is_explicit": True, "own_hue": "hue-7", "state": "published",
    "author": "Harbour Audio", "owner_name": "The harbour",
    "owner_email": "owner@harbour.example", "copyright": "2026 Harbour", "phase": "paused",
    "phase_note": "Back in spring.", "rhythm_days": 14, "rhythm_weekday": 1,
    "update_frequency": "Now and then", "time_zone": "Europe/Lisbon",
    "link": "https://harbour.example", "feed_items": 100, "is_locked": True,
    "elsewhere": [{"url": "https://cast.example/1", "label": "Harbour Cast"}],
    "funding": [{"url": "https://give.example", "label": "Join"}], "medium": "audiobook",
    "feed_urls": ["https://old.example/rss"], "new_feed_url": "https://new.example/rss",
}  # fmt: skip


def said_of(podcast: Podcast) -> dict[str, Any]:
    """What is stored and says something."""
    return {name: value for name, value in stored(podcast).items() if value not in ([], {})}


def test_the_list_has_what_is_theirs(visit: Visit) -> None:
    deep = make_podcast("Deep", slug="deep", rhythm_days=7, rhythm_weekday=1)
    wide = make_podcast("Wide", slug="wide", state="draft", phase="finished")
    make_podcast("Foreign", slug="foreign")
    make_episode(deep, state="draft", published_at=None)
    page = editor_of(visit, deep, wide).get(LIST)
    assert texts(page, "//ol/li") == [
        "Deep 1 episode Every Tuesday Everybody sees it",
        "Wide 0 episodes Finished Only its editors see it",
    ]
    assert links(page, "//ol") == [address_of(deep), address_of(wide)]
    assert NEW not in links(page)
    assert "Foreign" in admin(visit).get(LIST)


def test_an_empty_site_leads_admins_on(visit: Visit) -> None:
    assert NEW in links(admin(visit).get(LIST), "//p[@class='empty']")


def test_a_podcast_is_made_with_all_it_has(visit: Visit) -> None:
    path, said = led_to(sent(form_at(admin(visit), NEW), **WHOLE))
    made = Podcast.objects.get()
    assert (path, said) == (address_of(made), "The podcast is made.")
    people = {person.name: person.id for person in Person.objects}
    assert said_of(made) == {
        **STORED, "_id": made.id, "created_at": made.created_at, "nonce": made.nonce,
        "people": [
            {"person": people["Ines Okafor"], "role": "host", "since": "2019", "until": "2023"},
            {"person": people["Ben Shy"], "role": "host"},
        ],
    }  # fmt: skip
    line = AuditLine.objects.about(made.card_key).get()
    assert (line.action, line.revision, line.values) == ("begun", 0, {"state": "published"})


def test_what_was_made_comes_back_as_it_was_typed(visit: Visit) -> None:
    browser = admin(visit)
    sent(form_at(browser, NEW), **WHOLE)
    form = form_of(browser, Podcast.objects.get())
    again = {name: form[name].value for name in WHOLE}
    assert {name for name in WHOLE if again[name] != WHOLE[name]} == {"language", "people"}
    assert again["people"] == "Ines Okafor, host, 2019–2023\nBen Shy, host"


def test_little_is_enough(visit: Visit) -> None:
    browser = admin(visit)
    sent(form_at(browser, NEW), title="Deep")
    made = Podcast.objects.get()
    fields = {"_id", "revision", "created_at", "nonce", "title", "slug", "slugs"}
    assert said_of(made).keys() == fields | {"own_hue", "state"}
    assert made.state == "draft"
    assert visit.get("/podcasts/deep", status=404)


def test_a_double_click_makes_one(visit: Visit) -> None:
    form = form_at(admin(visit), NEW)
    for _time in range(2):
        assert led_to(sent(form, title="Deep", own_hue="hue-3"))[0].startswith(LIST)
    made = Podcast.objects.get()
    assert made.revision == 0
    sent(form, title="Deeper")  # who goes back and types more
    assert stored(made)["title"] == "Deeper"


def test_two_of_one_name_have_two_addresses(visit: Visit) -> None:
    browser = admin(visit)
    make_podcast("Deep", slug="deep")
    sent(form_at(browser, NEW), title="Deep")
    assert {each.slug for each in Podcast.objects} == {"deep", "deep-2"}


def test_wrong_input_is_kept_and_said(visit: Visit) -> None:
    page = sent(form_at(admin(visit), NEW), 422, subtitle="Kept", owner_email="x")
    assert wrong(page) == [
        "Title: Type a title.",
        "E-mail of the owner: This is not an e-mail address, such as ines@example.org.",
    ]
    form = page.forms[next(key for key, each in page.forms.items() if "title" in each.fields)]
    assert (form["subtitle"].value, form["owner_email"].value) == ("Kept", "x")
    assert not Podcast.objects.count()


def test_a_form_of_nobody_is_shown_again(visit: Visit) -> None:
    page = send(admin(visit), NEW, {"revision": "x", "title": "Deep"}, status=422)
    assert "too old" in problem(page)
    assert not Podcast.objects.count()


def test_only_admins_make_podcasts(visit: Visit) -> None:
    browser = editor_of(visit, make_podcast())
    browser.get(NEW, status=403)
    send(browser, NEW, {"title": "Mine"}, status=403)
    send(browser, "/admin/podcasts/files", {"title": "Mine"}, status=403)


def test_others_podcasts_are_closed(visit: Visit) -> None:
    deep = make_podcast("Deep", slug="deep")
    for browser in (editor_of(visit, make_podcast()), signed_in(visit, make_account())):
        for rest in ("", "/revisions", "/revisions/0"):
            browser.get(address_of(deep, rest), status=403)
        send(browser, address_of(deep), {"title": "Mine"}, status=403)
        send(browser, f"/admin/podcasts/files?of={deep.id}", {"title": "Mine"}, status=403)
    for address in (LIST, NEW, address_of(deep)):
        assert "/sign-in?" in visit.get(address, status=303).headers["Location"]
    assert stored(deep)["title"] == "Deep"


def test_what_is_not_there(visit: Visit) -> None:
    gone = make_podcast().discard()
    for name in ("x", "65f0c1d2e3f4a5b6c7d8e9f0", str(gone.id)):
        admin_of(visit).get(f"/admin/podcasts/{name}", status=404)


def admin_of(visit: Visit) -> Any:
    return signed_in(visit, make_account(roles=["admin"], totp_secret="JBSWY3DPEHPK3PXP"))  # noqa: S106 - of nobody


def test_a_form_asks_the_database_little(visit: Visit, queries: Queries) -> None:
    deep = make_podcast()
    browser = editor_of(visit, deep)
    with queries() as asked:
        browser.get(address_of(deep))
    assert sorted(asked.names) == [
        "find accounts",
        "find audit_lines",
        *["find drafts"] * 3,  # unsaved words, who else is there, and how many are kept
        "find podcasts",
        "find stamps",
        "update drafts",
    ]
    with queries() as asked:
        browser.get(LIST)
    assert sorted(asked.names) == ["find accounts", "find stamps"]


def test_an_address_taken_while_it_is_made(visit: Visit) -> None:
    form = form_at(admin(visit), NEW)

    def meanwhile() -> None:
        make_podcast("Deep", slug="deep")

    with watch.accompanied(Meanwhile(meanwhile, before="insert podcasts")):
        sent(form, title="Deep")
    assert {each.slug for each in Podcast.objects} == {"deep", "deep-2"}
