"""The forms of a person and of a topic: what everybody reads of them."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from slugify import slugify
from wtforms import StringField, TextAreaField

from talkpython_site.addresses import web_address
from talkpython_site.documents.folding import fold
from talkpython_site.episode_names import LONGEST_NAME
from talkpython_site.forms.content import ContentForm
from talkpython_site.importing.feeds.slugs import LONGEST as LONGEST_SLUG
from talkpython_site.importing.feeds.slugs import slug_of
from talkpython_site.markdown.texts import check_growth
from talkpython_site.text_fields import TextFields, Write

LONGEST_TEXT = 20_000
CODE = {"spellcheck": "false", "autocomplete": "off"}


def read_name(form: "NameForm") -> str:
    """Raises ``ValueError`` also where another one is, or was, called so."""
    name = form.wanted["name"]
    key = fold(name)
    if not key:
        raise ValueError("Type a name.")
    if len(name) > LONGEST_NAME:
        raise ValueError(f"A name of {len(name):,} characters: {LONGEST_NAME} are the most.")
    owner = form.thing.known([key]).get(key)
    if owner not in (None, form.thing.id):
        raise ValueError(f"{called(form, owner)} is called so: merge the two instead.")
    return name


def read_slug(form: "NameForm") -> str:
    """Made of the name where nothing is typed.

    Raises ``ValueError`` also where it is, or was, the address of another one.
    """
    given = form.wanted["slug"]
    slug = str(slugify(given))
    if given and not slug:
        raise ValueError("Letters or digits are missing. Left empty, it is made of the name.")
    if len(slug) > LONGEST_SLUG:
        raise ValueError(f"It has {len(slug):,} characters: {LONGEST_SLUG} are the most.")
    slug = slug or slug_of(form.wanted["name"], "x")
    owner = form.thing.at_slug(slug)
    if owner not in (None, form.thing.id):
        raise ValueError(f"This is, or was, the address of {called(form, owner)}.")
    return slug


def called(form: "NameForm", other_id: Any) -> str:
    other = type(form.thing).objects.only("name").get(id=other_id)
    return f"“{other.name}”"


def read_url(form: "NameForm") -> str | None:
    given = form.wanted["url"]
    if given and not web_address(given):
        raise ValueError("Type a whole address, as https://ines.example is one.")
    return web_address(given) or None


def read_description(form: "NameForm") -> str:
    text = form.wanted["description"]
    if len(text) > LONGEST_TEXT:
        raise ValueError(
            f"A description of {len(text):,} characters: {LONGEST_TEXT:,} are the most."
        )
    check_growth(text)
    return text


NAMED: Mapping[str, Write] = {
    "name": lambda named, _all: named.name or "",
    "slug": lambda named, _all: named.slug or "",
}
READ: Mapping[str, Callable[[Any], Any]] = {"name": read_name, "slug": read_slug}


class NameForm(ContentForm):
    """What both have."""

    name = StringField("Name", render_kw={"required": True, "dir": "auto"})
    slug = StringField("Address", render_kw=CODE)

    files: ClassVar[Mapping[str, str]] = {}
    following: ClassVar[Mapping[str, str]] = {"slug": "name"}


class PersonForm(NameForm):
    """A person."""

    url = StringField("Link", render_kw={"type": "url", **CODE})

    fields = TextFields({**NAMED, "url": lambda person, _all: person.url or ""})
    reading: ClassVar[Mapping[str, Callable[[Any], Any]]] = {**READ, "url": read_url}


class TopicForm(NameForm):
    """A topic."""

    description = TextAreaField("Description", render_kw={"rows": "6", "dir": "auto"})

    fields = TextFields(
        {**NAMED, "description": lambda topic, _all: topic.description_source or ""},
        long=frozenset({"description"}),
    )
    reading: ClassVar[Mapping[str, Callable[[Any], Any]]] = {
        **READ,
        "description": read_description,
    }
