"""Writes requirements/*.txt, hashed and without addresses, from pyproject.toml."""

import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "runtime": ["--extra=embedded", "--group=build"],
    "dev": ["--extra=embedded", "--group=dev", "--constraints=requirements/runtime.txt"],
}
OPTIONS = [
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--quiet",
]


def main() -> None:
    """Lock what pyproject.toml asks for; versions stay unless ``--upgrade`` is given."""
    with tempfile.TemporaryDirectory() as folder:
        uv = shutil.which("uv") or installed_uv(Path(folder))
        for name, chosen in LOCKS.items():
            output = f"--output-file=requirements/{name}.txt"
            command = [uv, "pip", "compile", "pyproject.toml", *OPTIONS, *chosen, output]
            subprocess.run([*command, *sys.argv[1:]], cwd=ROOT, check=True)


def installed_uv(folder: Path) -> str:
    print("Installing uv for this once …", flush=True)
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin/python"), "-m", "pip", "install", "-qq", "uv"]
    subprocess.run(pip, check=True)
    return str(folder / "bin" / "uv")


if __name__ == "__main__":
    main()
