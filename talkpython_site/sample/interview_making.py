"""Makes interviews of what the sample's files tell."""

from datetime import datetime, timedelta
from functools import partial
from math import inf

from talkpython_site.documents import Interview
from talkpython_site.documents.folding import fold
from talkpython_site.documents.visibility import PUBLISHED
from talkpython_site.interview_blocks import block_of
from talkpython_site.interview_writing import html_of, write_derived, write_introduction
from talkpython_site.sample.asking import Asked
from talkpython_site.sample.files import digest
from talkpython_site.sample.making import HOUR, Ids, credits_of, links


def interview_of(asked: Asked, day: datetime, people: Ids, topics: Ids) -> Interview:
    """An interview without address, dated back from a day."""
    told = asked.told
    interview = Interview(
        title=told["title"],
        subtitle=told["subtitle"],
        language=told["language"],
        people=credits_of(told, people),
        topics=[topics[fold(name)] for name in told["topics"]],
        artwork=digest(asked.portrait),
        links=links(told["links"]),
        published_at=day - timedelta(days=told["days_ago"]) + HOUR,
        state=PUBLISHED,
    )
    shown = partial(html_of, "", no_picture, inf)
    write_introduction(interview, told["introduction"].strip(), "", no_picture)
    interview.converse(block_of(each, None, people, shown) for each in asked.passages)
    write_derived(interview)
    return interview


def no_picture(_key: str) -> None:
    """Those of the sample have blocks of their own."""
