"""What links in templates lead to: a page, or else they are left to the browser."""

import re
from collections.abc import Iterator

import pytest

from tests.test_house_rules import PAGES, hold, routes, shown, text

TAG = re.compile(r"""<(?:a|area|form)\b(?:[^>"']|"[^"]*"|'[^']*')*>""")
ADDRESS = re.compile(r"""\s(?:href|action|formaction)=("[^"]*"|'[^']*')|\battributes="([^"]*)\"""")
FIRST_PART = re.compile(r"\$\{((?:[^{}]|\{[^{}]*\})*)\}")
ROUTE = re.compile(r"(?:path|url)\(\s*['\"]([\w.]+)['\"]")
LEFT_TO_THE_BROWSER = re.compile(r"""\s(?:hx-boost="false"|download(?=[\s=>]))""")
# A link to a page is followed without a full load (docs/appearance.md). Done so with a feed or with
# another site, the page would be gone, and what plays with it. So templates name what leads
# to pages of this site, whatever view gave it:
TO_PAGES = {
    "address", "choice.address", "course.address", "course.on.address", "courses_address",
    "day.address", "each.address", "earlier.address", "episode.address", "episode.podcast_address",
    "face.address", "facet.way[1]", "found.wanted.address(checks='')", "into[1]", "its",
    "joined['on'].address", "kind.address", "later.address", "line.address", "listed.address",
    "here", "interview.address", "interviews_address",
    "merge_address", "name.address", "new_address", "offer.address", "older", "on.address",
    "order.address", "other[1]", "page.newer", "page.older", "page.oldest", "path(kind.route)",
    "person.address", "revisions", "role.address", "row.account", "row.address", "row.into[1]",
    "said.newer", "season.address", "show.address", "show.new_address", "side.address",
    "start.address", "step.address", "topic.address", "topic.name.address", "turned",
    "wanted.address(checks='')", "wanted.address(titles='')", "wanted.base", "way[0]",
    "ways[word]",
}  # fmt: skip
MACHINES = ("health.", "machines.", "metrics", "pictures.")


def is_page(route: str) -> bool:
    """Whether an address answers with HTML: those of files end in what they are."""
    return not route.startswith(MACHINES) and "." not in routes()[route].rpartition("/")[2]


def leads_to_a_page(address: str) -> bool:
    if address.startswith("#"):
        return True
    found = FIRST_PART.match(address)
    if not found or "?t=" in address:  # a time code is the player's
        return False
    route = ROUTE.match(found[1].strip())
    return is_page(route[1]) if route else found[1].strip() in TO_PAGES


def wrong_links(page: str) -> Iterator[str]:
    """The tags that lead elsewhere than to a page and are not left to the browser."""
    for tag in TAG.findall(re.sub(r"(?s)<!--.*?-->", "", page)):
        for quoted, given in ADDRESS.findall(tag):
            set_late = re.search(r"(?:^|;)\s*(?:href|action)\s+(\S+)", given)
            address = f"${{{set_late[1]}}}" if set_late else quoted[1:-1]
            is_given = quoted or set_late
            if is_given and not leads_to_a_page(address) and not LEFT_TO_THE_BROWSER.search(tag):
                yield tag


def test_links_to_anything_but_a_page_are_left_to_the_browser() -> None:
    hold(
        f'{shown(page)}: {tag} leads to no page: hx-boost="false", or name it in TO_PAGES'
        for page in PAGES
        if page.parent.name != "emails"  # read elsewhere
        for tag in wrong_links(text(page))
    )


@pytest.mark.parametrize(
    "tag",
    [
        "<a href=\"${path('podcasts.feed', podcast=show.slug)}\">",
        "<a href=\"${url('machines.sitemap')}\">",
        '<a class="x" tal:condition="a > b" href="${medium.address}">',
        '<a href="${link.address}" rel="noopener">',
        '<a href="https://elsewhere.example/">',
        '<a href="${episode.address}?t=${chapter.seconds}#listen">',
        '<a tal:attributes="href feed.address; class None">',
        '<form method="post" action="${path(\'machines.robots\')}">',
    ],
)
def test_a_link_that_would_take_the_page_away_is_found(tag: str) -> None:
    assert list(wrong_links(tag)) == [tag]
    assert not list(wrong_links(tag[:-1] + ' hx-boost="false">'))


@pytest.mark.parametrize(
    "tag",
    [
        "<a href=\"${path('home')}\">",
        "<a href=\"${path('podcasts.show', podcast=show.slug)}#list\">",
        '<a href="${row.address}">',
        "<a href=\"${episode.address}${'#listen' if episode.is_out else ''}\">",
        '<a href="#share">',
        '<a href="${medium.address}" download>',
        '<!-- <a href="${medium.address}"> -->',
    ],
)
def test_a_link_to_a_page_needs_nothing(tag: str) -> None:
    assert not list(wrong_links(tag))
