"""What forms of every kind read alike."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from slugify import slugify

from talkpython_site import episode_lines, episode_names, wording
from talkpython_site.addresses import web_address
from talkpython_site.documents import Credit
from talkpython_site.episode_texts import credits_now, topic_names
from talkpython_site.importing.feeds.slugs import LONGEST as LONGEST_SLUG
from talkpython_site.markdown.texts import check_growth

if TYPE_CHECKING:
    from talkpython_site.forms.content import ContentForm

LONGEST_LINE = 300
LONGEST_SENTENCE = 500
LARGEST_DESCRIPTION = 100_000  # bytes
MOST_BRACKETS = 2_000  # of "[": each is looked at again for each that is open
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")  # BCP 47, without extensions
LineOf = Callable[[Mapping[Any, str], Credit], str]
HUES = tuple(f"hue-{number}" for number in range(1, 13))


def line(form: "ContentForm", name: str, most: int = LONGEST_LINE) -> str | None:
    text = form.wanted[name]
    if len(text) > most:
        raise ValueError(f"It has {len(text):,} characters: {most:,} are the most.")
    return text or None


def read_title(form: "ContentForm") -> str:
    title = line(form, "title")
    if not title:
        raise ValueError("Type a title.")
    return title


def read_slug(form: "ContentForm") -> str:
    """Nothing where it is made of the title.

    Raises ``ValueError`` where another of its kind has or had it: every address leads on for ever.
    """
    given = form.wanted["slug"]
    slug = str(slugify(given))
    if given and not slug:
        raise ValueError("Letters or digits are missing. Left empty, it is made of the title.")
    if len(slug) > LONGEST_SLUG:
        raise ValueError(f"It has {len(slug)} characters: {LONGEST_SLUG} are the most.")
    other = type(form.thing).objects.by_any_slug(slug).first() if slug else None
    if other is not None and other.id != form.thing.id:
        has = "has" if other.slug == slug else "had"
        raise ValueError(
            f"“{wording.excerpt(other.title, 80)}” {has} this address: choose another."
        )
    return slug


def read_description(form: "ContentForm") -> str:
    return read_long_text(form, "description", "A description")


def read_long_text(form: "ContentForm", name: str, what: str) -> str:
    text = form.wanted[name]
    check_long_text(text, what)
    return text


def check_long_text(text: str, what: str) -> None:
    """Raises ``ValueError``."""
    if (size := len(text.encode())) > LARGEST_DESCRIPTION:
        most = wording.size(LARGEST_DESCRIPTION)
        raise ValueError(f"{what} of {wording.size(size)}: {most} are the most.")
    if text.count("[") > MOST_BRACKETS:
        raise ValueError(f"More than {MOST_BRACKETS:,} brackets “[” cannot be read.")
    check_growth(text)


def read_credits(form: "ContentForm", line_of: LineOf, otherwise: str) -> list[Any]:
    """People, a line each; ``otherwise`` is the role of who has none."""
    known, names = credits_now(form.thing, form.snapshot), form.snapshot.names_of_people
    return episode_names.read_people(form.wanted["people"], known, names, line_of, otherwise)


def read_topics(form: "ContentForm") -> list[str]:
    every = [card.name for card in form.snapshot.topics.values()]
    known = [*topic_names(form.thing, form.snapshot), *every]
    return episode_names.read_topics(form.wanted["topics"], known)


def read_language(form: "ContentForm") -> str | None:
    given = form.wanted["language"].replace("_", "-")
    if given and not LANGUAGE.fullmatch(given):
        raise ValueError("Type a language as en or pt-BR.")
    return given or None


def read_choice(form: "ContentForm", name: str, known: Collection[str]) -> str | None:
    chosen = form.wanted[name]
    if chosen not in known and chosen != form.theirs[name]:
        raise ValueError("Choose one of these.")
    return chosen or None


def read_artwork(form: "ContentForm") -> str | None:
    given = form.wanted["artwork"]
    if given and given != form.theirs["artwork"] and not form.is_artwork(given):
        raise ValueError("This picture is not here any more. Choose it again.")
    return given or None


def read_address(form: "ContentForm", name: str) -> str | None:
    given = form.wanted[name]
    address = web_address(given)
    if given and not address:
        raise ValueError("Type a whole address, as https://harbour.example is one.")
    return address


def read_sentences(form: "ContentForm", name: str, most: int, longest: int) -> list[str]:
    """A line each. Raises ``ValueError``, which names the line."""
    lines = episode_lines.lines_of(form.wanted[name])
    episode_lines.counted(lines, most, "lines")
    for number, written in enumerate(lines, 1):
        episode_lines.short_enough(number, written, written, longest)
    return lines
