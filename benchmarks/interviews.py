"""Interviews, invented: one that is as long as a chapter of a book, and a list of 300."""

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from benchmarks.generating import NEWEST, sentence
from talkpython_site.documents import Block, Interview, Person, Topic

INTERVIEWS = 300
QUESTIONS = 40  # of the long one, with 7,000 words
FEW = 8
CODE = "def tide(hour):\n    return height[hour % 12]\n"


def generate_interviews() -> None:
    """Add to the people and topics that there are."""
    chance = random.Random(13)
    people, topics = (list(each.collection().find()) for each in (Person, Topic))
    rows = [interview(n, chance, people, topics) for n in range(INTERVIEWS)]
    Interview.collection().insert_many(rows)


def interview(
    n: int, chance: random.Random, people: list[dict[str, Any]], topics: list[dict[str, Any]]
) -> dict[str, Any]:
    made = Interview(
        slug=f"interview-{n}",
        slugs=[f"interview-{n}"],
        title=sentence(chance, 8),
        subtitle=sentence(chance, 18),
        introduction_html=f"<p>{sentence(chance, 60)}</p>",
        teaser=sentence(chance, 24),
        minutes=4,
        state="published",
        published_at=NEWEST - timedelta(days=n, hours=3),
        topics=[topic["_id"] for topic in chance.sample(topics, 3)],
    )
    made.converse(conversation(chance, QUESTIONS if n == 0 else FEW))
    roles = zip(chance.sample(people, 2), ("interviewee", "interviewer"), strict=True)
    credited = [{"person": person["_id"], "role": role} for person, role in roles]
    return {**made.to_mongo(), "people": credited}


def conversation(chance: random.Random, questions: int) -> Iterator[Block]:
    """Of four answers one has code behind it, one a quote."""
    for n in range(questions):
        yield said("question", chance, 16)
        yield said("answer", chance, 80)
        yield said("answer", chance, 70)
        if n % 4 == 1:
            code = f'<div class="code"><pre><code>{CODE}</code></pre></div>'
            yield Block(kind="code", label="python", text_source=CODE, text_html=code)
        if n % 4 == 3:
            yield said("quote", chance, 20)


def said(kind: str, chance: random.Random, words: int) -> Block:
    text = sentence(chance, words) + "."
    return Block(kind=kind, text_source=text, text_html=f"<p>{text}</p>")
