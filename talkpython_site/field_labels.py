"""What fields of content are called for people, by kind."""

from collections.abc import Mapping

# In the order of the forms; both of a pair are one text, as it was typed and as it is shown.
LABELS: Mapping[str, Mapping[str, str]] = {
    "episode": {
        "title": "Title",
        "slug": "Address",
        "number": "Number",
        "season": "Season",
        "kind": "Kind",
        "language": "Language",
        "summary": "Summary",
        "notes_source": "Notes",
        "notes_html": "Notes",
        "people": "People",
        "topics": "Topics",
        "links": "Links",
        "chapters": "Chapters",
        "sponsors": "Sponsors",
        "chapters_url": "Chapters elsewhere",
        "enclosure": "Audio",
        "duration_seconds": "Length",
        "is_explicit": "Explicit",
        "artwork": "Artwork",
        "artwork_url": "Artwork elsewhere",
        "transcripts": "Transcripts",
        "funding": "Ways to give",
        "original_url": "Published first at",
    },
    "podcast": {
        "title": "Title",
        "slug": "Address",
        "subtitle": "Subtitle",
        "description_source": "Description",
        "description_html": "Description",
        "language": "Language",
        "kind": "Kind",
        "is_explicit": "Explicit",
        "categories": "Categories",
        "artwork": "Artwork",
        "artwork_url": "Artwork elsewhere",
        "own_hue": "Colour",
        "people": "People",
        "author": "Made by",
        "owner_name": "Owner",
        "owner_email": "E-mail of the owner",
        "copyright": "Rights",
        "state": "Who sees it",
        "phase": "How it goes on",
        "phase_note": "A sentence on that",
        "rhythm_days": "Days between episodes",
        "rhythm_weekday": "Weekday",
        "update_frequency": "Rhythm in words",
        "time_zone": "Time zone",
        "link": "Website",
        "elsewhere": "Where else it is heard",
        "funding": "Ways to give",
        "feed_items": "Episodes in the feed",
        "is_locked": "Locked",
        "medium": "Medium",
        "feed_urls": "Its other feeds",
        "new_feed_url": "Where its feed moves to",
    },
    "course": {
        "title": "Title",
        "subtitle": "Subtitle",
        "access": "Who may enrol",
        "level": "Level",
        "language": "Language",
        "chapters": "Chapters",
        "lectures": "Lectures",
        "duration_seconds": "Length",
        "description_source": "The pitch",
        "description_html": "The pitch",
        "outcomes": "What you will learn",
        "audience": "For whom",
        "people": "Authors",
        "topics": "Topics",
        "artwork": "Artwork",
        "own_hue": "Colour",
        "slug": "Address",
        "original_url": "Published first at",
    },
    "interview": {
        "title": "Title",
        "subtitle": "Line below the title",
        "language": "Language",
        "introduction_source": "Introduction",
        "introduction_html": "Introduction",
        "blocks": "Conversation",
        "people": "People",
        "topics": "Topics",
        "artwork": "Portrait",
        "links": "Links",
        "slug": "Address",
        "original_url": "Published first at",
    },
    "lecture": {
        "video": "Video",
        "duration_seconds": "Length",
        "is_preview": "Open to everybody",
        "captions": "Captions",
        "text_source": "Text",
        "text_html": "Text",
        "transcript": "Transcript",
        "downloads": "Downloads",
    },
}
# As it was typed, and as it is shown.
TEXTS = {
    "notes_source": "notes_html",
    "description_source": "description_html",
    "text_source": "text_html",
    "introduction_source": "introduction_html",
}
# Made of other fields.
MADE = {
    "teaser", "strip", "sponsor_parts", "checks", "notes_format", "description_format",
    "chapter_count", "lecture_count", "minutes", "question_count",
}  # fmt: skip


def labels_of(kind: str) -> Mapping[str, str]:
    return LABELS.get(kind, {})


def label_of(kind: str, name: str) -> str:
    return labels_of(kind).get(name, name.replace("_", " ").capitalize())
