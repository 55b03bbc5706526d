"""What differs between the kinds of things that are published and taken down."""

from abc import ABC, abstractmethod
from collections.abc import Set
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from pyramid.request import Request

from talkpython_site.checks import Check, Verdict


class MovedKind(ABC):
    """How things of one kind are moved."""

    kind: ClassVar[str]  # as their keys name it
    names: ClassVar[Set[str]]  # fields that make others when they are written
    shown_at_once: ClassVar[str]
    shown_later: ClassVar[str] = ""  # what it waits for where ``is_shown`` is false
    hidden: ClassVar[str] = "Nobody sees it but its editors."  # what was never out, or is not yet
    taken_down: ClassVar[str]
    unseen: ClassVar[str] = "Nobody sees it."  # what is taken down
    binned: ClassVar[str]

    @abstractmethod
    def zone(self, request: Request, thing: Any) -> ZoneInfo:
        """By whose clocks it is scheduled."""

    @abstractmethod
    def page(self, request: Request, thing: Any) -> str | None:
        """Where everybody sees it; None where nobody does, published or not."""

    @abstractmethod
    def verdict(self, request: Request, thing: Any) -> Verdict:
        """What is said of it beside its form, as it was saved last."""

    @abstractmethod
    def blocks(self, request: Request, thing: Any) -> list[Check]:
        """What keeps it from being published, as it and all others are now."""

    def is_shown(self, request: Request, thing: Any) -> bool:  # noqa: ARG002 - of some kinds it depends
        """Whether everybody sees what is published of it."""
        return True

    def try_on(self, thing: Any, form: Any) -> None:  # noqa: B027 - most kinds need none of it
        """Put into a copy what of a form would make others and is looked at; nobody is made."""
