"""What a script does with a conversation is what the site does with it."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from talkpython_site.documents.interview import KINDS
from talkpython_site.interview_editing import as_kind, halves, join
from talkpython_site.interview_text import Passage, read_passages, text_of
from talkpython_site.ordering import EditError
from tests.browser.conftest import Admin

HASH = "ab" * 32
RUN = """async (given) => {
  const addressOf = (name) => performance.getEntriesByType("resource").map(({ name }) => name)
    .find((each) => each.includes(`/js/blocks-${name}.`));
  const text = await import(addressOf("text"));
  const editing = await import(addressOf("editing"));
  const { dataset } = document.querySelector(".blocks-form");
  const large = (hash) => dataset.large.replace("HASH", hash);
  const tried = (act) => { try { return act(); } catch { return null; } };
  const plain = (said) => ["kind", "text", "key", "who", "label", "picture"].map((n) => said[n]);
  const whole = (act) => tried(() => plain(act()));
  return {
    read: given.texts.map((each) => text.readPassages(each).map(plain)),
    written: given.texts.map((each) => text.writePassages(
      text.readPassages(each).map((said) => ({ ...said, written: "" })))),
    halves: given.halves.map((each) => tried(() => editing.halves(each))),
    joined: given.pairs.map(([one, two]) => whole(() => editing.join(one, two, large))),
    turned: given.turned.map(([each, kind]) => whole(
      () => editing.asKind(each, kind, large, given.people))),
  };
}"""
TEXTS = [
    "Words before\n\n:: question [1]\nHow?\n\n\n:: ANSWER  Ines  Okafor [12]\n\n  By chance.  \n",
    ":: code python\n:: no\n\\:: a\n\\\\:: b\n:: note x]  []\n\n:: quote A [B]\n:: question[3]\nOh",
    f":: picture {HASH} A quay [4]\nCaption\n:: picture A quay\n:: pictures\n:: note [1234567890]",
    "", "\n\n", ":: answer", "::question\nYes", f":: note a{' ' * 9_000}b\n:: note c [ 7 ] [8] \t ",
    ":: quote a\t\tb\u00a0[9]\u00a0\n:: notes [1]\n:: question[2] [3]\n:: note [4]]",
    ":: note \u2028[5]\n:: noteé", f":: picture {'ab' * 31} seen\n:: picture {HASH}ab",
]  # fmt: skip
HALVES = [
    "a\n---\nb\n\nc", "one\n\ntwo two two\n\nthree", "a\n\n```\nx\n\n---\ny\n```\n\nb", "one",
    "---\nb", "```\na\n\nb\n```", "\n\na\n \nb\n\n", "~~~\n```\n\n~~~\n\nx\n---  \ny", "é\n\nü",
]  # fmt: skip
PEOPLE = ["Ada", "Ines"]
SOME = [
    Passage("question", "How?", 1), Passage("answer", "", 2, who="Ines"),
    Passage("note", "Two `a`", 3), Passage("quote", "Be\n\nbrief", 4, label="Plato"),
    Passage("code", "a = ```1```", 5, label="python"), Passage("code", "", None),
    Passage("quote", "So.", 8, label="Ada"), Passage("quote", "", 9, label="Plato"),
    Passage("answer", "Be\n\nbrief\n\n— Plato", 10), Passage("note", "— Ines", 11),
    Passage("note", "````python\na = ```\n````", 12), Passage("note", "x", 13, label="hm"),
    Passage("picture", "Quay", 6, label="A *quay* [x]", picture=HASH), Passage("picture", "", 7),
]  # fmt: skip


def said(passage: Passage) -> list[str]:
    kind, text, key, who, label, picture = passage
    return [kind, text, "" if key is None else str(key), who, label, picture]


def given(passage: Passage) -> dict[str, str]:
    return dict(zip(Passage._fields, said(passage), strict=True))


def tried(act: Callable[..., Any], *values: Any) -> Any:
    try:
        return act(*values)
    except EditError:
        return None


@pytest.fixture(scope="module")
def done(ada: Admin) -> Any:
    """What the script makes of all of that."""
    with ada.browse() as admin:
        admin.page.goto("/admin/interviews/new")
        admin.page.wait_for_selector(".blocks-form.has-rows")
        pairs = [[given(one), given(two)] for one in SOME for two in SOME]
        turned = [[given(each), kind] for each in SOME for kind in KINDS]
        values = {"texts": TEXTS, "halves": HALVES, "pairs": pairs, "turned": turned}
        values["people"] = PEOPLE
        return admin.page.evaluate(RUN, json.loads(json.dumps(values)))


def test_it_is_read_and_written_alike(done: Any) -> None:
    passages = list(map(read_passages, TEXTS))
    assert done["read"] == [list(map(said, each)) for each in passages]
    assert done["written"] == list(map(text_of, passages))


def test_it_is_split_alike(done: Any) -> None:
    found = [tried(halves, text) for text in HALVES]
    assert done["halves"] == [each and list(each) for each in found]


def test_two_are_joined_alike(done: Any) -> None:
    found = [tried(join, [one, two], 0) for one in SOME for two in SOME]
    assert done["joined"] == [each and said(each[0]) for each in found]


def test_kinds_are_changed_alike(done: Any) -> None:
    found = [tried(as_kind, each, kind, PEOPLE) for each in SOME for kind in KINDS]
    assert done["turned"] == [each and said(each) for each in found]
