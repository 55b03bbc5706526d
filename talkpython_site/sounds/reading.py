"""A file that is read within bounds: what it says of its own sizes may be a lie."""

import io
import os
from typing import BinaryIO

MOST_BYTES = 67_108_864  # of tags, tables and the ends of a file
MOST_READS = 400_000
LARGEST_READ = 33_554_432


class TooMuchError(OSError):
    """A file that can only be understood by reading far more of it than others need."""


class Bounded(io.RawIOBase):
    """Another file, of which only so much is read."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self._bytes, self._reads = MOST_BYTES, MOST_READS
        self.size = file.seek(0, os.SEEK_END)
        file.seek(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int | None = -1) -> bytes:
        """Raises ``TooMuchError``."""
        if size is None or size < 0 or size > LARGEST_READ:
            size = LARGEST_READ + 1
        found = self._file.read(size)
        self._bytes -= len(found)
        self._reads -= 1
        if len(found) > LARGEST_READ or self._bytes < 0 or self._reads < 0:
            raise TooMuchError("too much of it is to be read")
        return found

    def at(self, place: int, size: int) -> bytes:
        """What lies at a place; less where the file ends before."""
        self.seek(place)
        return self.read(size)
