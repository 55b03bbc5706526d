"""Names of a file that may be those of people of the site: nobody can be asked, so it is said."""

from collections.abc import Iterable

from talkpython_site.documents.folding import fold
from talkpython_site.importing.interviews.files import ParsedInterview
from talkpython_site.importing.interviews.known import Known
from talkpython_site.importing.interviews.parsed import Doubt
from talkpython_site.importing.interviews.twins import HERE


def namesakes(parsed: ParsedInterview, known: Known) -> Iterable[Doubt]:
    lines = {fold(each.name): each.line + parsed.front.line for each in parsed.found}
    for name, _role in parsed.people:
        key = fold(name)
        alike = known.elsewhere(key) if known.get(key) is None else []
        if alike:
            names = " or ".join(each.name for each in alike)
            yield Doubt(lines.get(key, 1), f"“{name}”: {HERE.format(names)}")
