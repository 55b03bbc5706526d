"""Proves that the wheel, installed in an empty environment, serves a page and its stylesheet."""

import os
import re
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_server
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 90
STYLESHEET = re.compile(r'<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"')
# What would lead back into the checkout or to somebody's own database.
LEFT_OUT = ("PYTHON", "TALKPYTHON", "MONGODB", "COVERAGE", "VIRTUAL_ENV")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="wheel-") as folder:
        site = Path(folder, "site")
        site.mkdir()
        program = installed(build(Path(folder)), Path(folder, "venv"))
        with served(program, site) as address:
            check(address)
            check_sample(address)


def build(folder: Path) -> Path:
    print("Building the wheel …", flush=True)
    command = [sys.executable, "-m", "hatchling", "build", "--target=wheel"]
    subprocess.run(
        [*command, f"--directory={folder}"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    return next(folder.glob("*.whl"))


def installed(wheel: Path, environment: Path) -> Path:
    """The command of the site, in a new environment with the locked packages."""
    print(f"Installing {wheel.name} in an empty environment …", flush=True)
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    lock = str(ROOT / "requirements" / "runtime.txt")
    subprocess.run([*pip, "--require-hashes", "--no-deps", "-r", lock], check=True, cwd=environment)
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True, cwd=environment)
    subprocess.run([str(python), "-m", "pip", "check"], check=True, stdout=subprocess.DEVNULL)
    return environment / "bin" / "talkpython"


@contextmanager
def served(program: Path, site: Path) -> Iterator[str]:
    """The address of the running site; stopped at the end, with nothing of it left running."""
    port = free_port()
    own = {name: value for name, value in os.environ.items() if not name.startswith(LEFT_OUT)}
    own["TALKPYTHON_SAMPLE_LOAD"] = "true"
    command = [str(program), "serve", "--host=127.0.0.1", f"--port={port}"]
    with subprocess.Popen(command, cwd=site, env=own) as server:
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            status = server.wait(timeout=60)
    if status:
        sys.exit(f"talkpython serve ended with status {status}.")


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def check(address: str) -> None:
    page = fetched(address, "text/html")
    found = STYLESHEET.search(page)
    if found is None:
        sys.exit("The page links to no stylesheet.")
    style = fetched(urljoin(address, found[1]), "text/css")
    if "--paper" not in style:
        sys.exit("The stylesheet is not the one of the site.")
    print(f"The wheel serves a page ({len(page)} bytes) and its stylesheet ({len(style)}).")


def check_sample(address: str) -> None:
    """Its episodes are in the wheel, and their sound."""
    episodes = fetched(urljoin(address, "/podcasts/nine-fathom-desk"), "text/html")
    page = re.search(r'href="(/episodes/nine-fathom-desk/12/[^"?#]+)"', episodes)
    if page is None:
        sys.exit("The sample is not in the wheel.")
    with urlopen(urljoin(address, f"{page[1]}.mp3"), timeout=10) as sound:  # noqa: S310 - made here
        size = len(sound.read())
    print(f"The sample is in it: its longest episode has {size} bytes of sound.")


def fetched(address: str, kind: str) -> str:
    """A page once the site answers with it. Stops where it does not in time."""
    deadline, answer = time.monotonic() + PATIENCE_SECONDS, "no answer"
    while time.monotonic() < deadline:
        try:
            with urlopen(address, timeout=10) as response:  # noqa: S310 - an address made here
                if response.headers.get_content_type() == kind:
                    return str(response.read().decode())
                answer = response.headers.get_content_type()
        except HTTPError as error:
            answer = f"{error.code} {error.reason}"
        except (URLError, OSError) as error:
            answer = str(error)
        time.sleep(0.2)
    sys.exit(f"{address}: {answer} after {PATIENCE_SECONDS} s.")


if __name__ == "__main__":
    main()
