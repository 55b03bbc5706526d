"""How much a course in a folder may have; what has more is refused or set aside by name."""

MOST_FILES = 10_000
MOST_LECTURES = 2_000
DEEPEST = 8  # folders within folders
LARGEST_BYTES = 1_000_000  # of one file
MOST_BYTES = 64_000_000  # of all transcripts
MOST_LINES = 20_000  # of one transcript: its document stays far below 16 MB
LONGEST_README = 100_000  # characters: Markdown that is made to be slow takes 3 s
LONGEST_TITLE = 200
LONGEST_SUBTITLE = 200
LONGEST_ITEM = 500  # of what you will learn, and for whom it is
MOST_ITEMS = 50
MOST_TOPICS = 8
LONGEST_TOPIC = 40


class CourseError(Exception):
    """A folder that cannot be read as a course; one sentence for people."""


class UnreadableError(Exception):
    """Why a file is no lecture, in a few words."""
