"""Makes .venv what the lock says: ``set_up.py runtime`` to serve the site, ``dev`` to work on it.

Runs under the machine's own Python, before anything is installed.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "lock.json"
LOCKS = {"runtime": ROOT / "requirements/runtime.txt", "dev": ROOT / "requirements/dev.txt"}
OLDEST, TOO_NEW = (3, 11), (3, 14)
VERSION = "{}.{}".format(*sys.version_info)


def main() -> None:
    wanted = sys.argv[1]
    check_python()
    wait_for_turn()
    have, now = stamp(), present()
    if have.get("place") == now["place"] and have.get(wanted) == now[wanted]:
        return
    if any(have.get(part, now[part]) != now[part] for part in now) or not have:
        make_venv()
    install(LOCKS[wanted])
    install_checkout()
    # dev.txt holds all of runtime.txt, in the same versions.
    done = {"place": now["place"], "runtime": now["runtime"], wanted: now[wanted]}
    STAMP.write_text(json.dumps(done), encoding="utf-8")


def check_python() -> None:
    """Stop with what to do where this Python cannot serve the site."""
    if sys.version_info < OLDEST:
        sys.exit(
            f"Python {VERSION} is too old: install 3.11 to 3.13, then make … PYTHON=python3.13"
        )
    if sys.version_info >= TOO_NEW and not os.environ.get("MONGODB_URI"):
        sys.exit(
            f"The embedded database does not run on Python {VERSION}: set MONGODB_URI to the"
            " address of a MongoDB, or use an older Python: make … PYTHON=python3.13"
        )
    if not (find_spec("venv") and find_spec("ensurepip")):  # Debian packages them apart
        sys.exit(f"Python's venv module is missing: apt install python{VERSION}-venv")


def wait_for_turn() -> None:
    """Hold the checkout until this process ends: two at once would both make .venv."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Another make is setting this up, waiting for it …")
        fcntl.flock(folder, fcntl.LOCK_EX)


def stamp() -> "dict[str, str]":
    """What .venv was made of; empty where it is missing, half made or not ours."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def present() -> "dict[str, str]":
    """The same for now: hashes of the locks, and what a virtual environment cannot outlive."""
    place = f"{ROOT} {sys.base_prefix} {sys.version}"
    return {"place": place, **{name: digest(path) for name, path in LOCKS.items()}}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def make_venv() -> None:
    say(f"Making .venv with Python {VERSION} …")
    shutil.rmtree(VENV, ignore_errors=True)
    run([sys.executable, "-m", "venv", str(VENV)], "The virtual environment could not be made")


def install(lock: Path) -> None:
    count = sum(line[:1].isalnum() for line in lock.read_text(encoding="utf-8").splitlines())
    say(f"Installing {count} packages …")
    problem = "Installing stopped: look whether the package index can be reached, then try again"
    # The lock is whole. Asked what depends on what, pip before 23.3 takes a newer release where one
    # is asked for with an extra, as in coverage[toml], and refuses it for want of a hash.
    pip("--require-hashes", "--no-deps", "-r", str(lock), problem=problem)


def install_checkout() -> None:
    problem = "The site itself could not be installed"
    pip("--no-build-isolation", "--no-deps", "-e", str(ROOT), problem=problem)


def pip(*arguments: str, problem: str) -> None:
    python = str(VENV / "bin" / "python")
    quiet = ["-qq", "--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    run([python, "-m", "pip", "install", *quiet, *arguments], problem)


def run(command: "list[str]", problem: str) -> None:
    try:
        status = subprocess.run(command, check=False, stdout=sys.stderr).returncode
    except KeyboardInterrupt:
        sys.exit("Stopped; the same command goes on.")
    if status:
        sys.exit(f"{problem}.")


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
