"""Pages are whole for everybody: who follows a link by script gets what anybody gets."""

from tests.conftest import Visit
from tests.factories import make_episode

BY_SCRIPT = {"HX-Request": "true", "HX-Boosted": "true", "Accept": "text/html"}


def test_a_script_gets_the_whole_page_from_the_same_cache(visit: Visit) -> None:
    make_episode()
    page = visit.get("/episodes")
    asked = visit.get("/episodes", headers=BY_SCRIPT)

    assert asked.body == page.body
    assert asked.headers["ETag"] == page.headers["ETag"]
    assert asked.headers["Vary"] == page.headers["Vary"] == "Cookie, Accept-Encoding"
    visit.get("/episodes", headers={**BY_SCRIPT, "If-None-Match": page.headers["ETag"]}, status=304)


def test_every_page_has_what_is_swapped_and_what_stays(visit: Visit) -> None:
    make_episode()
    for path, status in (("/", 200), ("/episodes", 200), ("/nowhere", 404), ("/?page=%ff", None)):
        page = visit.get(path, status=status, expect_errors=status is None).html
        assert page.body["hx-boost:inherited"] == "true"
        assert page.main["id"] == "main"
        assert page.main["data-build"]
        for name in ("site-header", "browsing", "bar"):
            assert page.find(id=name).find_parent("main") is None


def test_only_the_scheme_is_waited_for(visit: Visit) -> None:
    """All other scripts run once the page has been read, and are asked for before that."""
    head = visit.get("/").html.head
    scripts = head.find_all("script", src=True)
    blocking = [s["src"] for s in scripts if not s.has_attr("defer") and s.get("type") != "module"]
    assert [src for src in blocking if "/js/scheme." not in src] == []
    assert "browse-visit" in str(head.find_all("link", rel="modulepreload"))
