"""What machines are told can neither end its element nor say nothing."""

import json

from hypothesis import given
from hypothesis import strategies as st

from talkpython_site import json_ld

JSON = st.recursive(
    st.text() | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


def test_nothing_ends_the_element() -> None:
    written = json_ld.block({"name": "</script><!--\u2028&>"})

    assert written == (
        '{"@context":"https://schema.org",'
        '"name":"\\u003c/script\\u003e\\u003c!--\\u2028\\u0026\\u003e"}'
    )
    assert written.__html__() == written


def test_what_is_not_known_is_left_out() -> None:
    thing = {"a": None, "b": "", "c": [], "d": 0, "e": {"f": None, "g": 1}, "h": [{"i": None}]}

    assert json.loads(json_ld.block(thing)) == {
        "@context": "https://schema.org", "d": 0, "e": {"g": 1}, "h": [{}],
    }  # fmt: skip


@given(st.dictionaries(st.text(min_size=1), JSON))
def test_it_reads_back(thing: dict[str, object]) -> None:
    written = json_ld.block(thing)

    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written).keys() >= {
        k for k, v in thing.items() if v not in (None, "", [], ())
    }


def test_breadcrumbs_are_counted_from_one() -> None:
    steps = json_ld.breadcrumbs(
        [("Home", "https://x.example/"), ("Episodes", "https://x.example/e")]
    )

    assert [step["position"] for step in steps["itemListElement"]] == [1, 2]
