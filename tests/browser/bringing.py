"""Podcasts that another process brings into the site that browsers see."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.waiting import wait_until


def command(environ: Mapping[str, str], *words: str) -> None:
    program = [sys.executable, "-m", "talkpython_site.scripts", *words]
    subprocess.run(program, env={**os.environ, **environ}, check=True, timeout=60)


def bring_in(environ: Mapping[str, str], site: str, feed: Path, content: str, slug: str) -> None:
    """Import a feed by its file, and wait until the site shows its podcast."""
    feed.write_text(content)
    command(environ, "import", "feed", str(feed))
    wait_until(lambda: is_shown(f"{site}/podcasts/{slug}"))


def is_shown(page: str) -> bool:
    try:
        with urlopen(page, timeout=30):  # noqa: S310 - the site of a test
            return True
    except HTTPError:
        return False
