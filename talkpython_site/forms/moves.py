"""What is asked before an episode is moved: from when it appears, why it goes."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from wtforms import RadioField, StringField, ValidationError
from wtforms.validators import StopValidation
from wtforms.widgets import DateInput, TimeInput

from talkpython_site import wording
from talkpython_site.documents.account_name import is_unshown
from talkpython_site.forms import SiteForm
from talkpython_site.forms.cleaning import Cleaned
from talkpython_site.local_times import around_gap, as_shown, jump_at, moments_of

LONGEST_REASON = 300
FARTHEST = timedelta(days=3653)
FIRST, SECOND = "first", "second"
CLOCKS = ("%H:%M", "%H:%M:%S")  # browsers write seconds where there are some


def clean_reason(given: str) -> str:
    """A reason on one line; raises ``ValueError`` with a sentence."""
    reason = " ".join(given.split())
    if not reason:
        raise ValueError("Say why: it is all that people find at the old address.")
    if len(reason) > LONGEST_REASON:
        raise ValueError(
            f"A reason has {LONGEST_REASON} characters at most, this has {len(reason)}."
        )
    if any(is_unshown(letter) for letter in reason):
        raise ValueError("This reason holds a character that cannot be shown.")
    return reason


class ScheduleForm(SiteForm):
    """From which moment on everybody sees it, in the zone of the site."""

    day = StringField("Day", widget=DateInput())
    clock = StringField("Time", widget=TimeInput())
    which = RadioField("Which of the two", validate_choice=False)

    zone: ZoneInfo
    now: datetime
    moments: list[datetime] = []  # noqa: RUF012 - replaced as a whole, never changed
    at: datetime | None = None  # once it will do

    def begin(self, zone: ZoneInfo, now: datetime, planned: datetime | None) -> None:
        """Where it counts from; ``planned`` is what is shown before anything is typed."""
        self.zone, self.now = zone, now
        if planned and self.day.raw_data is None:
            shown = as_shown(planned, zone)
            to_second = shown.replace(microsecond=0)
            self.day.data, self.clock.data = f"{shown:%Y-%m-%d}", clock_of(to_second)
            self.moments = moments_of(to_second, zone)
            self.which.data = SECOND if planned.astimezone(zone).fold else FIRST
        self.offer()

    def offer(self) -> None:
        """The two moments with one time of day; none where there is one moment."""
        both = self.moments if len(self.moments) == 2 else []
        self.which.choices = [
            (word, f"The {word} time, {wording.clock(at, self.zone)} {at.astimezone(self.zone):%Z}")
            for word, at in zip((FIRST, SECOND), both, strict=False)
        ]

    def validate_day(self, field: StringField) -> None:
        day = read_day(field.data)
        if day > self.now.date() + FARTHEST:
            raise ValidationError("Choose a day of the next ten years.")
        if day < self.now.date() - timedelta(days=1):
            raise ValidationError("This day has passed: choose a later one.")

    def validate_clock(self, field: StringField) -> None:
        clock = read_clock(field.data)
        if self.day.errors:
            return
        shown = datetime.combine(read_day(self.day.data), clock)
        self.moments = moments_of(shown, self.zone)
        if not self.moments:
            raise ValidationError(missing(shown, self.zone))
        if self.moments[-1] <= self.now:
            raise ValidationError("This time has passed: choose a later one.")
        self.offer()

    def validate_which(self, field: RadioField) -> None:
        if self.day.errors or self.clock.errors:
            return
        at = {"": self.moments[0], FIRST: self.moments[0], SECOND: self.moments[-1]}
        if len(self.moments) == 2 and field.data not in {FIRST, SECOND}:
            shown = as_shown(self.moments[0], self.zone)
            raise ValidationError(twice(shown, self.zone))
        self.at = at[field.data if len(self.moments) == 2 else ""]
        if self.at <= self.now:
            raise ValidationError("The first time has passed: choose the second.")


class UnpublishForm(SiteForm):
    """Why it is taken down, as everybody will read it."""

    reason = StringField("Reason", [Cleaned(clean_reason)])


def read_day(given: str | None) -> date:
    """Raises ``StopValidation`` with a sentence."""
    if not (given or "").strip():
        raise StopValidation("Choose the day.")
    try:
        return date.fromisoformat((given or "").strip())
    except ValueError as error:
        raise StopValidation("Write the day as 2027-03-19: year, month, day.") from error


def read_clock(given: str | None) -> time:
    """Raises ``StopValidation`` with a sentence."""
    if not (given or "").strip():
        raise StopValidation("Choose the time.")
    for form in CLOCKS:
        try:
            return datetime.strptime((given or "").strip(), form).time()  # noqa: DTZ007 - of no day yet
        except ValueError:
            continue
    raise StopValidation("Write the time as 14:30.")


def clock_of(shown: datetime) -> str:
    """A time of day as its field holds it; seconds where there are some."""
    return f"{shown:{CLOCKS[1] if shown.second else CLOCKS[0]}}"


def missing(shown: datetime, zone: ZoneInfo) -> str:
    """What is said of a time that clocks leave out, with the nearest that they show."""
    jump, nearest = jump_at(shown, zone), around_gap(shown, zone)
    one, other = (near(each, shown) for each in nearest)
    return (
        f"This time does not exist in {zone.key}: clocks jump from "
        f"{jump.before:%H:%M} to {jump.after:%H:%M}. Choose {one} or {other}."
    )


def twice(shown: datetime, zone: ZoneInfo) -> str:
    jump = jump_at(shown, zone)
    return (
        f"This time comes twice in {zone.key}: clocks go back from "
        f"{jump.before:%H:%M} to {jump.after:%H:%M}. Choose one of the two."
    )


def near(nearest: datetime, shown: datetime) -> str:
    """A time of day, with its day where that is another."""
    day = "" if nearest.date() == shown.date() else f" on {wording.short_date(nearest.date())}"
    return f"{nearest:%H:%M}{day}"
