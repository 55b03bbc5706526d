"""Prints where Chromium is, for the browser tests; on Debian root gets it installed."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    print(named() or found() or installed())


def named() -> str | None:
    """What CHROMIUM= names, which must then exist."""
    given = os.environ.get("CHROMIUM")
    if given and not shutil.which(given):
        sys.exit(f"CHROMIUM={given} is not a program.")
    return given and shutil.which(given)


def found() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def installed() -> str:
    """Chromium from Debian's packages. Stops with what to do where that cannot be."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        how = "apt install chromium" if apt else "install Chromium or set CHROMIUM=/path/to/it"
        sys.exit(f"The browser tests need Chromium: {how}, or leave them out with BROWSER=no.")
    print("Installing Chromium …", file=sys.stderr, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ("update", "install --yes --no-install-recommends chromium"):
        arguments = [apt, "-qq", "-o=Dpkg::Use-Pty=0", *command.split()]
        if subprocess.run(arguments, env=quiet, check=False, stdout=subprocess.DEVNULL).returncode:
            sys.exit("Chromium could not be installed: see above, or leave it out: BROWSER=no.")
    return found() or sys.exit("The package chromium brought no program of that name.")


if __name__ == "__main__":
    main()
