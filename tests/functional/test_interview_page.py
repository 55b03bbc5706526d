"""An interview to read."""

from talkpython_site.documents import Interview
from tests.conftest import Queries, Visit
from tests.factories import make_interview, make_person, make_topic, said
from tests.reading import blocks, texts


def test_questions_and_answers(visit: Visit, queries: Queries) -> None:
    ama, mara = make_person("Ama Owusu"), make_person("Mara Lindqvist")
    make_interview(
        "Taught with string", slug="string", people=[ama, (mara, "interviewer")], minutes=11,
        topics=[make_topic("teaching")],
        blocks=[said("question", "How did you come to it?"), said("answer", "By a loom.")],
    )  # fmt: skip

    with queries() as asked:
        page = visit.get("/interviews/string")

    assert asked.names == ["find stamps", "find interviews"]
    assert texts(page, "//h1") == ["Taught with string"]
    assert texts(page, "//article//h2")[0] == "How did you come to it?"
    assert texts(page, "//*[@class='faces']/li") == [
        "AOAma Owusu", "MLasked by Mara Lindqvist",
    ]  # fmt: skip
    assert blocks(page).keys() == {"Article", "BreadcrumbList"}


def test_what_was_taken_down_says_why(visit: Visit) -> None:
    make_interview(slug="string", state="unpublished", unpublished_reason="She asked us to.")
    make_interview(slug="draft", state="draft")

    assert "She asked us to." in visit.get("/interviews/string", status=410)
    visit.get("/interviews/draft", status=404)
    visit.get("/interviews/nothing", status=404)


def test_a_former_address_leads_on(visit: Visit) -> None:
    made = make_interview(slug="old")
    made.rename("new")
    Interview.collection().update_one(
        {"_id": made.id}, {"$set": {"slug": "new", "slugs": ["new", "old"]}}
    )

    moved = visit.get("/interviews/old?x=1", status=301)

    assert moved.location.endswith("/interviews/new")
    assert moved.headers["Cache-Control"] == "no-cache"
