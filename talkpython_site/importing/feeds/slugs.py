"""Names in addresses."""

from slugify import slugify

LONGEST = 80


def slug_of(name: str, otherwise: str) -> str:
    """A name as it stands in an address; of one that has no letters nothing would stand there."""
    return slugify(name, max_length=LONGEST) or otherwise
