"""The people whom a feed names: podcast:person, and contributors as Podlove writes them."""

from lxml import etree

from talkpython_site.importing.feeds.context import Context
from talkpython_site.importing.feeds.elements import Fields, attribute, line_of, name_of
from talkpython_site.importing.feeds.parsed import ParsedPerson

LONGEST_NAME = 200
HOST = "host"  # what podcast:person means where it says no role


def read_people(fields: Fields, context: Context) -> tuple[ParsedPerson, ...]:
    """Each person with each role once. Authors are no people: mostly they are the show's name."""
    people = [person(element, context) for element in fields.all("podcast:person")]
    people += [contributor(element, context) for element in fields.all("atom:contributor")]
    return tuple(dict.fromkeys(person for person in people if person.name))


def person(element: etree._Element, context: Context) -> ParsedPerson:
    return ParsedPerson(
        name=line_of(element)[:LONGEST_NAME],
        role=(attribute(element, "role") or HOST).lower(),
        group=(attribute(element, "group") or "").lower() or None,
        url=context.address(attribute(element, "href"), "a person's address"),
        picture_url=context.address(attribute(element, "img"), "a person's picture"),
    )


def contributor(element: etree._Element, context: Context) -> ParsedPerson:
    said = {name_of(child): line_of(child) for child in element}
    return ParsedPerson(
        name=said.get("atom:name", "")[:LONGEST_NAME],
        url=context.address(said.get("atom:uri"), "a person's address"),
    )
