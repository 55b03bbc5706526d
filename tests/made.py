"""What every start of the site would make anew: compiled templates and packed assets."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from talkpython_site import rendering


def made_once(base: Path, kept: Path) -> Path:
    """The folder that all workers of this run share, below or beside a worker's own.

    Templates are kept for later runs too: their files are named after what is in them, and their
    folder after how they are compiled.
    """
    made = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "made"
    how = hashlib.sha256(Path(rendering.__file__).read_bytes()).hexdigest()
    templates = kept / f"templates-{how[:16]}"
    for folder in (made, templates):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with suppress(FileExistsError):  # another worker was first
        (made / "templates").symlink_to(templates, target_is_directory=True)
    return made


def with_made(var: Path, made: Path) -> Path:
    """A site's folder that has them already, as at every start but the first: ten seconds less."""
    var.mkdir(exist_ok=True)
    for name in ("assets", "templates"):
        (made / name).mkdir(parents=True, exist_ok=True, mode=0o700)
        (var / name).symlink_to(made / name, target_is_directory=True)
    return var
