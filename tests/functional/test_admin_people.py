"""People and topics for who manages them: lists, and one with its form."""

from typing import Any

import pytest

from talkpython_site.documents import Credit, Person, Podcast, Topic
from tests.conftest import Queries, Visit
from tests.editors import editor_of
from tests.episode_forms import ORIGIN, problem, sent, wrong
from tests.factories import make_episode, make_person, make_podcast, make_topic
from tests.reading import texts
from tests.visitors import admin, led_to, send


def listed(page: Any) -> list[str]:
    """The names of a list with what stands beside them."""
    rows = page.lxml.xpath("//*[@class='name-rows']/li")
    return [" | ".join(filter(None, ("".join(p.itertext()).strip() for p in row))) for row in rows]


def choices(page: Any) -> list[str]:
    found = page.lxml.xpath("//nav[@class='admin-choices']//a")
    return [" ".join(each.text_content().split()) for each in found]


def address_of(named: Person | Topic) -> str:
    return f"/admin/{'people' if isinstance(named, Person) else 'topics'}/{named.id}"


def form_in(page: Any) -> Any:
    (form,) = [each for each in page.forms.values() if "slug" in each.fields]
    return form


def form_of(browser: Visit, named: Person | Topic) -> Any:
    return form_in(browser.get(address_of(named)))


def again(named: Any) -> Any:
    return type(named).objects.get(id=named.id)


@pytest.fixture
def people(show: Podcast) -> dict[str, Person]:
    names = ("Ines Okafor", "Okafor, Ines", "Ben Shy", "Ada Lind", "Zoë Marsh")
    made = {name: make_person(name) for name in names}
    for _ in range(3):
        make_episode(show, people=[made["Ines Okafor"]])
    make_episode(show, people=[made["Okafor, Ines"], made["Zoë Marsh"]])
    make_episode(show, people=[made["Ben Shy"]], state="draft", published_at=None)
    return made


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        (
            "",
            [
                "Ada Lind | 0 episodes",
                "Ben Shy | 1 episode",
                "Ines Okafor | the same as Okafor, Ines? | 3 episodes",
                "Okafor, Ines | the same as Ines Okafor? | 1 episode",
                "Zoë Marsh | 1 episode",
            ],
        ),
        ("?q=ZOE+mar", ["Zoë Marsh | 1 episode"]),
        ("?q=nobody", []),
        ("?show=unused", ["Ada Lind | 0 episodes"]),
        (
            "?show=alike&sort=episodes&q=ines",
            [
                "Ines Okafor | the same as Okafor, Ines? | 3 episodes",
                "Okafor, Ines | the same as Ines Okafor? | 1 episode",
            ],
        ),
    ],
)
def test_the_list(visit: Visit, people: Any, query: str, rows: list[str]) -> None:
    assert len(people) == 5
    assert listed(admin(visit).get(f"/admin/people{query}")) == rows


def test_the_list_in_other_orders(visit: Visit, people: Any) -> None:
    assert len(people) == 5
    browser = admin(visit)
    newest = [row.partition(" |")[0] for row in listed(browser.get("/admin/people?sort=newest"))]
    assert newest == ["Zoë Marsh", "Ada Lind", "Ben Shy", "Okafor, Ines", "Ines Okafor"]
    most = listed(browser.get("/admin/people?sort=episodes"))
    assert most[0].startswith("Ines Okafor")
    assert choices(browser.get("/admin/people?q=ines")) == [
        "All 2", "Perhaps twice 2", "In nothing 0", "Merged 0",
    ]  # fmt: skip


def test_long_lists_have_pages(visit: Visit) -> None:
    for number in range(51):
        make_topic(f"topic {number:02}")
    browser = admin(visit)
    assert len(listed(browser.get("/admin/topics"))) == 50
    last = browser.get("/admin/topics?page=2")
    assert listed(last) == ["topic 50 | 0 episodes"]
    assert last.lxml.xpath("//a[@rel='prev']/@href") == ["/admin/topics"]


@pytest.mark.parametrize(
    ("query", "status"),
    [("sort=x", 400), ("show=x", 400), ("page=0", 400), ("page=9", 404), ("show=merged", 200)],
)
def test_lists_that_are_not_there(visit: Visit, query: str, status: int) -> None:
    assert admin(visit).get(f"/admin/topics?{query}", status=status)


def test_an_empty_site_says_so(visit: Visit) -> None:
    assert "There are none yet" in admin(visit).get("/admin/people")


def test_a_list_asks_nothing_but_who_looks_and_the_stamp(
    visit: Visit, people: Any, queries: Queries
) -> None:
    assert len(people) == 5
    browser = admin(visit)
    with queries() as asked:
        browser.get("/admin/people")
    assert asked.names == ["find accounts", "find stamps"]


def test_editors_see_theirs_and_what_is_public(visit: Visit, people: Any) -> None:
    own, other = make_podcast(slug="own"), make_podcast(slug="hidden", state="draft")
    make_episode(other, people=[people["Ada Lind"]])
    host = make_person("Own Host")
    Podcast.collection().update_one(
        {"_id": own.id}, {"$set": {"people": [{"person": host.id, "role": "host"}]}}
    )
    browser = editor_of(visit, own)
    names = [row.partition(" |")[0] for row in listed(browser.get("/admin/people"))]
    assert names == ["Ines Okafor", "Okafor, Ines", "Own Host", "Zoë Marsh"]
    assert choices(browser.get("/admin/people")) == ["All 4", "Perhaps twice 2"]
    page = browser.get(address_of(people["Ines Okafor"]))
    assert "Merge it" not in page
    assert not [form for form in page.forms.values() if "slug" in form.fields]
    assert "Heard in 3 episodes" in page
    for hidden in ("Ben Shy", "Ada Lind"):
        browser.get(address_of(people[hidden]), status=404)
    browser.get("/admin/people?show=unused", status=400)
    send(browser, address_of(people["Ines Okafor"]), {"name": "Mine"}, status=403)


def test_the_page_says_what_somebody_is_in(visit: Visit, show: Podcast) -> None:
    ines = make_person("Ines Okafor", url="https://ines.example")
    host = make_podcast("Own", slug="own", people=[Credit(person=ines.id, role="host")])
    make_episode(host, title="By its host")
    make_episode(show, title="Not out", people=[ines], state="draft", published_at=None)
    for number in range(20):
        make_episode(show, people=[ines], title=f"Tide {number}")
    page = admin(visit).get(address_of(ines))
    shown = page.lxml.xpath("//*[@class='name-episodes']/li/p[1]/a/text()")
    assert (len(shown), shown[:2]) == (20, ["Not out", "Tide 19"])
    assert "Heard in 22 episodes" in page
    assert "and 2 more" in page
    assert form_in(page)["url"].value == "https://ines.example"
    assert page.lxml.xpath("//a[text()='See the page']/@href") == ["/people/ines-okafor"]


@pytest.mark.parametrize("word", ["people", "topics"])
@pytest.mark.parametrize("name_id", ["x", "65f0c1d2e3f4a5b6c7d8e9f0"])
def test_what_is_not_there(visit: Visit, word: str, name_id: str) -> None:
    browser = admin(visit)
    browser.get(f"/admin/{word}/{name_id}", status=404)
    browser.get(f"/admin/{word}/{name_id}/merge", status=404)


def test_names_addresses_and_links_are_saved(visit: Visit, show: Podcast) -> None:
    ines = make_person("Ines Okafor")
    make_episode(show, people=[ines], title="Tides")
    browser = admin(visit)
    values: dict[str, Any] = {
        "name": " Inês\tBell ",
        "slug": "Inês Bell!",
        "url": "https://bell.example",
    }
    answer = sent(form_of(browser, ines), **values)
    assert led_to(answer) == (address_of(ines), "It is saved, and live.")
    now = again(ines)
    assert (now.name, now.slug, now.url) == ("Inês Bell", "ines-bell", "https://bell.example")
    old = visit.get("/people/ines-okafor?year=2004", status=301)
    assert old.location == "https://longwave.example/people/ines-bell?year=2004"
    assert old.headers["Cache-Control"] == "no-cache"
    assert "Inês Bell" in visit.get("/podcasts/deep")
    assert "Tides" in visit.get("/episodes?person=ines-okafor")


def test_who_is_renamed_back_is_at_the_old_address(visit: Visit, show: Podcast) -> None:
    ines = make_person("Ines Okafor")
    make_episode(show, people=[ines])
    browser = admin(visit)
    sent(form_of(browser, ines), slug="ines-bell")
    sent(form_of(browser, ines), slug="ines-okafor")
    assert visit.get("/people/ines-okafor").status_int == 200
    assert visit.get("/people/ines-bell", status=301).location.endswith("/people/ines-okafor")


def test_a_description_is_markdown_made_safe(visit: Visit, show: Podcast) -> None:
    topic = make_topic("tides")
    make_episode(show, topics=[topic])
    browser, text = admin(visit), "It **comes**.\r\n\r\n<script>x</script>[on](/topics)"
    sent(form_of(browser, topic), description=text)
    now = again(topic)
    assert now.description_source == "It **comes**.\n\n<script>x</script>[on](/topics)"
    assert "<strong>comes</strong>" in now.description_html
    assert "script" not in now.description_html
    assert "<strong>comes</strong>" in visit.get("/topics/tides")
    sent(form_of(browser, topic), description="")
    assert (again(topic).description_source, again(topic).description_html) == (None, None)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": " "}, "Name: Type a name."),
        ({"name": "x" * 201}, "Name: A name of 201 characters: 200 are the most."),
        ({"slug": "!?"}, "Address: Letters or digits are missing. Left empty, it is made of the"),
        ({"slug": "x" * 81}, "Address: It has 81 characters: 80 are the most."),
        ({"url": "javascript:alert(1)"}, "Link: Type a whole address, as https://ines.example is"),
        ({"name": "BEN  SHY"}, "Name: “Ben Shy” is called so: merge the two instead."),
        ({"slug": "Ben Shy"}, "Address: This is, or was, the address of “Ben Shy”."),
        ({"slug": "benny"}, "Address: This is, or was, the address of “Ben Shy”."),
    ],
)
def test_what_will_not_do(visit: Visit, values: dict[str, str], sentence: str) -> None:
    ines, ben = make_person("Ines Okafor"), make_person("Ben Shy")
    Person.collection().update_one({"_id": ben.id}, {"$push": {"slugs": "benny"}})
    form = form_of(admin(visit), ines)
    page = sent(form, status=422, **values)
    assert wrong(page)[0].startswith(sentence)
    shown = form_in(page)
    assert {name: shown[name].value for name in values} == values
    assert again(ines).revision == 0


def test_a_description_that_is_too_long(visit: Visit) -> None:
    topic = make_topic("tides")
    page = sent(form_of(admin(visit), topic), status=422, description="x" * 20_001)
    assert wrong(page) == ["Description: A description of 20,001 characters: 20,000 are the most."]


def test_a_form_sent_twice_is_saved_once(visit: Visit) -> None:
    ines = make_person("Ines Okafor")
    form = form_of(admin(visit), ines)
    for _ in range(2):
        answer = sent(form, name="Inês Bell")
        assert led_to(answer)[1] == "It is saved, and live."
    assert again(ines).revision == 1


def test_what_is_as_it_was_is_not_written(visit: Visit) -> None:
    ines = make_person("Ines Okafor")
    answer = sent(form_of(admin(visit), ines), slug=" INES-okafor")
    assert led_to(answer)[1] == "Nothing was changed: it was so already."
    assert again(ines).revision == 0


def test_two_who_write_at_once_are_told(visit: Visit) -> None:
    ines = make_person("Ines Okafor")
    browser = admin(visit)
    mine, theirs = form_of(browser, ines), form_of(browser, ines)
    sent(theirs, name="Inês Bell")
    page = sent(mine, status=409, name="Ines B.", url="https://b.example")
    assert problem(page).startswith("Somebody else changed this person while you wrote.")
    assert texts(page, "//figure/pre") == ["Ines Okafor", "Inês Bell", "Ines B."]
    form = form_in(page)
    assert (form["name"].value, form["url"].value) == ("Ines B.", "https://b.example")
    sent(form)
    assert (again(ines).name, again(ines).url) == ("Ines B.", "https://b.example")


def test_what_two_changed_apart_is_kept_from_both(visit: Visit) -> None:
    ines = make_person("Ines Okafor")
    browser = admin(visit)
    mine, theirs = form_of(browser, ines), form_of(browser, ines)
    sent(theirs, name="Inês Bell")
    sent(mine, url="https://b.example")
    assert (again(ines).name, again(ines).url) == ("Inês Bell", "https://b.example")


def test_a_form_without_token_or_of_another_site_changes_nothing(visit: Visit) -> None:
    ines = make_person("Ines Okafor")
    browser = admin(visit)
    form = form_of(browser, ines)
    form["name"] = "Changed"
    form.submit(headers={"Origin": "https://evil.example"}, status=400)
    browser.post(address_of(ines), {"name": "Changed"}, headers=ORIGIN, status=400)
    assert again(ines).name == "Ines Okafor"
