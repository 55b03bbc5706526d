"""Prints where Chromium is, for the browser tests; on Debian root gets it installed.

Its headless shell comes first: it makes no windows that nobody sees, and opens a page in a quarter
of the time.
"""

import os
import shutil
import subprocess
import sys

SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = ("-o=Acquire::Retries=0", "-o=Acquire::http::Timeout=20")  # without a network


def main() -> None:
    print(named() or found() or installed() or sys.exit(missing()))


def named() -> str | None:
    """What CHROMIUM= names, which must then exist."""
    given = os.environ.get("CHROMIUM")
    if given and not shutil.which(given):
        sys.exit(f"CHROMIUM={given} is not a program.")
    return given and shutil.which(given)


def found() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def installed() -> str | None:
    """From Debian's packages the shell, all of Chromium where that is not to be had; and fonts that
    stand in until the site's own arrive.

    Without those, letters of other widths move what is around them, as on no machine with Arial.
    """
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return None
    print("Installing Chromium …", file=sys.stderr, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = "install --yes --no-remove --no-install-recommends fonts-liberation"
    for command in ("update", f"{install} {SHELL}", f"{install} chromium"):
        if not found():
            arguments = [apt, "-qq", *PATIENCE, "-o=Dpkg::Use-Pty=0", *command.split()]
            subprocess.run(arguments, env=quiet, check=False, stdout=subprocess.DEVNULL)
    return found()


def missing() -> str:
    """What to do where there is none."""
    how = f"apt install {SHELL}" if shutil.which("apt-get") else "install Chromium"
    return (
        f"The browser tests need Chromium: {how}, set CHROMIUM=/path/to/it,"
        " or leave them out with BROWSER=no."
    )


if __name__ == "__main__":
    main()
