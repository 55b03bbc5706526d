"""The first page of the admin area, its frame, and what editors see of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.documents import Actor, Mail, utc_now
from talkpython_site.documents.roles import ADMIN, editor_role
from tests.conftest import Queries, Visit
from tests.factories import make_account, make_episode, make_podcast
from tests.reading import links
from tests.visitors import admin, signed_in

BY = Actor(None, "192.0.2.7")
PAGES = ("/admin", "/admin/episodes", "/admin/accounts", "/admin/mails", "/admin/audit")
KINDS = (
    "/admin", "/admin/episodes", "/admin/podcasts", "/admin/courses", "/admin/interviews",
    "/admin/people", "/admin/topics", "/admin/redirects", "/admin/accounts", "/admin/mails",
    "/admin/audit",
)  # fmt: skip


def section(page: Any, name: str) -> str:
    (found,) = page.lxml.xpath(f"//section[@aria-labelledby='{name}']")
    return " ".join(" ".join(found.itertext()).split())


@pytest.mark.parametrize("address", PAGES)
def test_the_frame_of_its_pages(visit: Visit, address: str) -> None:
    page = admin(visit).get(address)
    tree = page.lxml
    assert page.headers["Cache-Control"] == "private, no-store"
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert len(tree.xpath("//h1")) == len(tree.xpath("//main[@id='main']")) == 1
    assert tree.xpath("//header/a[1]/@href") == ["#main"]
    assert " · Admin · Longwave" in tree.findtext(".//title")
    assert tree.xpath("//nav[@aria-label='Admin']//a/@href") == list(KINDS)
    assert tree.xpath("//nav[@aria-label='Admin']//a[@aria-current='page']/@href") == [address]
    assert tree.findtext(".//summary/bdi") == "Ada"
    assert not tree.xpath("//footer | //audio")


def test_an_account_is_one_of_the_accounts(visit: Visit) -> None:
    page = admin(visit).get(f"/admin/accounts/{make_account().id}")
    current = page.lxml.xpath("//nav[@aria-label='Admin']//a[@aria-current]")
    assert [(each.text, each.get("aria-current")) for each in current] == [("Accounts", "true")]


def test_what_needs_attention(visit: Visit) -> None:
    browser, account = admin(visit), make_account()
    account.lock(BY)
    now = utc_now()
    Mail(id=str(ObjectId()), kind="confirm", created_at=now, failed_at=now).insert()
    page = browser.get("/admin")
    told = section(page, "attention")
    for sentence in (
        "1 mail was given up.", "1 account is locked.", "No mail goes out", "no page on privacy",
    ):  # fmt: skip
        assert sentence in told
    for address in page.lxml.xpath("//ul[@class='checks']//a/@href"):
        browser.get(address, status=200)


def test_many_are_not_counted(visit: Visit) -> None:
    browser, now = admin(visit), utc_now()
    Mail.collection().insert_many(
        {"_id": str(ObjectId()), "kind": "confirm", "failed_at": now} for _n in range(60)
    )
    assert "More than 50 mails were given up." in section(browser.get("/admin"), "attention")


def test_nothing_needs_attention(visit: Visit, app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    site = app.registry.site
    monkeypatch.setattr(app.registry, "site", replace(site, mail_host="mail.example.org"))
    folder = site.var / "pages"
    folder.mkdir()
    page = folder / "privacy.md"
    page.write_text("# Privacy\n\nNothing is kept.\n", encoding="utf-8")
    try:
        assert section(admin(visit).get("/admin"), "attention") == "Needs attention ✓ Nothing."
    finally:
        page.unlink()
        folder.rmdir()


def test_what_is_new(visit: Visit, queries: Queries) -> None:
    browser = admin(visit)
    for n in range(8):
        make_account(name=f"Reader {n}").rename(f"Student {n}", BY)
    with queries() as asked:
        page = browser.get("/admin")
    newest = [f"Student {n}" for n in (7, 6, 5, 4, 3)]
    rows = page.lxml.xpath("//p[@class='account-name']")
    assert [each.text_content() for each in rows] == newest
    assert len(page.lxml.xpath("//ol[@class='audit-rows']/li")) == 5
    assert asked.count == 9, asked.names


def test_a_site_that_has_just_begun(visit: Visit, queries: Queries) -> None:
    browser = admin(visit)
    with queries() as asked:
        page = browser.get("/admin")
    assert "Nothing was changed in the last seven days." in section(page, "changes")
    assert asked.count == 12, asked.names


def test_editors_see_what_they_edit_and_nothing_else(visit: Visit, queries: Queries) -> None:
    public, draft = make_podcast("Deep Harbour"), make_podcast("A Draft", state="draft")
    make_podcast("Not Theirs")
    roles = [editor_role("podcast", each) for each in (public.id, draft.id, ObjectId(), "odd")]
    make_account(name="Somebody Else").lock(BY)
    editor = signed_in(visit, roles=roles)
    with queries() as asked:
        page = editor.get("/admin")
    assert asked.names == ["find accounts", "find stamps", "find drafts"]
    nothing = "Nothing waits. New episode Nothing has appeared yet."
    assert section(page, "podcasts") == (
        f"What you edit All episodes A Draft not public {nothing} Deep Harbour {nothing}"
    )
    assert page.lxml.xpath("//main//li//a/@href") == [
        address
        for each in (draft, public)
        for address in (
            f"/admin/episodes?podcast={each.slug}", f"/admin/episodes/new?podcast={each.id}",
        )
    ]  # fmt: skip
    kinds = page.lxml.xpath("//nav[@aria-label='Admin']//a/text()")
    assert kinds == ["Overview", "Episodes", "Podcasts", "People", "Topics"]
    assert not page.lxml.xpath("//form[@role='search']")
    assert "Somebody Else" not in page


def test_how_the_episodes_of_a_podcast_stand(visit: Visit) -> None:
    show, later = make_podcast(slug="deep"), datetime(2999, 3, 29, 6, 30, tzinfo=UTC)
    for _ in range(2):
        make_episode(show, state="draft", published_at=None)
    for days in (2, 0):
        make_episode(show, published_at=later + timedelta(days=days))
    for day in (3, 2):
        make_episode(show, published_at=datetime(2026, 3, day, tzinfo=UTC))
    make_episode(show, published_at=None)
    page = signed_in(visit, roles=[editor_role("podcast", show.id)]).get("/admin")
    told = section(page, "podcasts")
    assert "2 drafts 2 scheduled New episode Last 3 March 2026 Next 29 March 2999, 06:30" in told
    base = "/admin/episodes?podcast=deep"
    assert links(page, "//section[@aria-labelledby='podcasts']//ul") == [
        base, f"{base}&state=draft", f"{base}&state=scheduled",
        f"/admin/episodes/new?podcast={show.id}",
    ]  # fmt: skip


def test_an_editor_of_what_is_gone(visit: Visit) -> None:
    editor = signed_in(visit, roles=[editor_role("podcast", ObjectId())])
    assert "What you were editor of is gone." in editor.get("/admin")


def test_admins_edit_too(visit: Visit) -> None:
    show = make_podcast("Deep Harbour")
    browser = admin(visit, roles=[ADMIN, editor_role("podcast", show.id)])
    assert "Deep Harbour" in section(browser.get("/admin"), "podcasts")


def test_who_may_not_is_told_or_sent_to_sign_in(visit: Visit) -> None:
    signed_in(visit).get("/admin", status=403)
    assert "next=%2Fadmin" in visit.get("/admin", status=303).headers["Location"]


def test_an_admin_sets_up_a_second_factor_first(visit: Visit) -> None:
    answer = admin(visit, totp_secret=None).get("/admin", status=303)
    assert answer.headers["Location"].endswith("/account/second-factor?next=%2Fadmin")
