"""How lengths, positions, sizes, counts, names and dates are put into words."""

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

HOUR = 3600
ROUGH = 100  # hours from which minutes say nothing more
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SIZE_UNITS = ("kB", "MB", "GB", "TB")


def length(seconds: float) -> str:
    """How long something lasts: ``45 s``, ``58 min``, ``9 h 32 min``."""
    if seconds < 60:
        return f"{max(0, int(seconds))} s"
    hours, minutes = divmod(int(seconds + 30) // 60, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours:,} h {minutes} min" if minutes else f"{hours:,} h"


def hours(seconds: float) -> str:
    """How long many things last together: ``26 h 10 min``, from a hundred hours ``589 hours``."""
    whole = int(seconds) // HOUR
    return counted(whole, "hour") if whole >= ROUGH else length(seconds)


def position(seconds: float, total: float | None = None) -> str:
    """A moment in something that lasts ``total``: ``24:31``, ``0:24:31`` where that is an hour."""
    whole = max(0, int(seconds))
    minutes, rest = divmod(whole, 60)
    if max(whole, total or 0) < HOUR:
        return f"{minutes}:{rest:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def iso_length(seconds: float) -> str:
    """A length for machines, as ISO 8601 writes it: ``PT58M12S``."""
    whole = max(0, int(seconds))
    return f"PT{whole // 60}M{whole % 60}S"


def size(size_bytes: float) -> str:
    """The size of a file in decimal units: ``12 bytes``, ``820 kB``, ``41 MB``, ``1.2 GB``."""
    if size_bytes < 1000:
        return counted(int(size_bytes), "byte")
    value, unit = size_bytes / 1000, SIZE_UNITS[0]
    for larger in SIZE_UNITS[1:]:
        if value < 999.5:
            break
        value, unit = value / 1000, larger
    return f"{value:.1f} {unit}" if value < 9.95 and unit != "kB" else f"{value:,.0f} {unit}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: ``1 episode``, ``2,000 episodes``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def wait(seconds: int) -> str:
    """How long until something may be tried again: "40 seconds", "12 minutes"."""
    if seconds < 60:
        return counted(seconds, "second")
    return counted(math.ceil(seconds / 60), "minute")


def listed(names: Sequence[str], most: int | None = None) -> tuple[tuple[str, str], ...]:
    """Names, each with what follows it: ``a`` ``, `` ``b`` `` and 3 more``.

    The names stay apart from the words between them, because each is marked as a name.
    """
    shown = names if most is None or len(names) <= most else names[: most - 1]
    hidden = len(names) - len(shown)
    marks = [", "] * len(shown)
    if marks:
        marks[-1] = f" and {hidden} more" if hidden else ""
    if len(shown) > 1 and not hidden:
        marks[-2] = " and "
    return tuple(zip(shown, marks, strict=True))


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name."""
    words = [word for word in name.split() if word[0].isalnum()]
    ends = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in ends).upper()


def excerpt(text: str, most: int = 200) -> str:
    """The first words of a text, spaces collapsed."""
    collapsed = " ".join(text.split())
    if len(collapsed) <= most:
        return collapsed
    return collapsed[: most - 1].rsplit(" ", 1)[0].rstrip(".,;:") + "…"


def day_of(moment: datetime, precision: str | None, zone: ZoneInfo) -> date:
    """The day something appeared: as it is in ``zone``, or, where only a day is known, that day."""
    return moment.astimezone(UTC if precision == "day" else zone).date()


def short_date(day: date) -> str:
    """A day under a heading that tells its year: ``19 Nov``."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def full_date(day: date) -> str:
    """A day for reading: ``Thursday 19 November 2026``."""
    return f"{weekday(day)} {plain_date(day)}"


def plain_date(day: date) -> str:
    return f"{day.day} {month(day)}"


def month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def near(day: date, today: date) -> str | None:
    """A day of the last week as people say it: ``Today``, ``Yesterday``, ``3 days ago``."""
    days = (today - day).days
    if not 0 <= days < 7:
        return None
    return ("Today", "Yesterday")[days] if days < 2 else f"{days} days ago"


def recent_date(day: date, today: date) -> str:
    return near(day, today) or full_date(day)


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def clock(moment: datetime, zone: ZoneInfo) -> str:
    """A time of day: ``14:02``."""
    return f"{moment.astimezone(zone):%H:%M}"


def lately(moment: datetime, zone: ZoneInfo, now: datetime) -> str:
    """A moment by how long ago it was: ``Today, 14:02``, ``3 days ago``, ``19 November 2026``."""
    day, today = moment.astimezone(zone).date(), now.astimezone(zone).date()
    if 0 <= (today - day).days < 2:
        return f"{near(day, today)}, {clock(moment, zone)}"
    return near(day, today) or plain_date(day)
