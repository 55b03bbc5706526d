"""How often a podcast appears: in words, and as programs read it."""

from talkpython_site.wording import WEEKDAYS

WEEK = 7
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # RFC 5545, 3.3.10
PAUSED, FINISHED = "paused", "finished"
PHASES = {PAUSED: "Paused", FINISHED: "Finished"}


def words(days: int | None, weekday: int | None) -> str:
    """ "Every Tuesday", "Every other Tuesday", "Every 10 days"; nothing where nobody said so."""
    if not isinstance(days, int) or days < 1:
        return ""
    weeks, rest = divmod(days, WEEK)
    if rest:
        return {1: "Every day", 2: "Every other day"}.get(days, f"Every {days} days")
    on = WEEKDAYS[weekday % WEEK] if isinstance(weekday, int) else ""
    if weeks <= 2:
        return f"Every {'other ' * (weeks - 1)}{on or 'week'}"
    return f"Every {weeks} weeks{f', on {on}' if on else ''}"


def rule(days: int | None, weekday: int | None) -> str | None:
    """A recurrence rule (RFC 5545, 3.3.10), as ``podcast:updateFrequency`` takes one."""
    if not isinstance(days, int) or days < 1:
        return None
    weeks, rest = divmod(days, WEEK)
    every = days if rest else weeks
    parts = ["FREQ=DAILY" if rest else "FREQ=WEEKLY"]
    parts += [f"INTERVAL={every}"] if every > 1 else []
    parts += [f"BYDAY={DAYS[weekday % WEEK]}"] if isinstance(weekday, int) and not rest else []
    return ";".join(parts)
