"""What a visitor reads on a page."""

import json
from typing import Any


def texts(page: Any, path: str) -> list[str]:
    """The words of every element that an XPath finds, spaces collapsed."""
    return [" ".join(found.text_content().split()) for found in page.lxml.xpath(path)]


def links(page: Any, path: str = "//main") -> list[str]:
    """The addresses that a part of a page links to."""
    return [str(address) for address in page.lxml.xpath(f"{path}//a/@href")]


def blocks(page: Any) -> dict[str, Any]:
    """What the page tells machines, by type."""
    found = page.lxml.xpath("//script[@type='application/ld+json']")
    things = [json.loads(block.text) for block in found]
    return {thing["@type"]: thing for thing in things}


def wrong_fields(page: Any) -> dict[str, str]:
    """What will not do in a form, by field and in order; its summary names the same."""
    said = {each["id"].removesuffix("-wrong"): each.text for each in page.html.select("p.wrong")}
    assert [each["href"] for each in page.html.select(".errors a")] == [f"#{name}" for name in said]
    return said
