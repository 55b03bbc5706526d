"""Why a file is not taken for what it was sent as."""

CUT_SHORT = "The file ends too early: a part of it is missing. Copy or export it again."


class WrongFileError(ValueError):
    """It is something else, or damaged; one sentence."""


class NotAudioError(WrongFileError):
    """Nothing of it can be heard."""


class NotVideoError(WrongFileError):
    """It shows nothing that every browser plays."""


class CutShortError(NotAudioError):
    """Its end is missing."""

    def __init__(self) -> None:
        super().__init__(CUT_SHORT)
