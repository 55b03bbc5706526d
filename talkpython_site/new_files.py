"""New files, and who may read them."""

import os
from pathlib import Path
from typing import BinaryIO

OWNER_ALONE, AS_USUAL = 0o600, 0o666  # before the process's umask


def new_file(path: Path, mode: int = OWNER_ALONE) -> BinaryIO:
    """A file open for writing, its owner's alone from the first moment on.

    Raises ``FileExistsError`` where there is one, or a link, and ``OSError``.
    """
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb")
