"""Copies what vendor.toml names into static/vendor/, checked, with licences and a manifest."""

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"


def main() -> None:
    """Make static/vendor/ anew; it is replaced only when every package has been checked."""
    wanted = tomllib.loads((ROOT / "vendor.toml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as made:
        new = Path(made, "vendor")
        manifest = {name: vendored(new / name, **entry) for name, entry in wanted.items()}
        (new / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        shutil.rmtree(VENDOR, ignore_errors=True)
        shutil.copytree(new, VENDOR)


def vendored(folder: Path, **entry: Any) -> dict[str, Any]:
    """Unpack one package into ``folder/VERSION`` and give its part of the manifest."""
    package, version = entry["package"], entry["version"]
    print(f"{package} {version}")
    target = folder / version
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as download:
        archive = packed(f"{package}@{version}", Path(download))
        found = subresource_integrity("sha512", archive.read_bytes())
        if found != entry["integrity"]:
            sys.exit(f"{package} {version}: vendor.toml says {entry['integrity']}, got {found}")
        extract(archive, entry["licence-file"], target / "LICENSE.txt")
        for name in entry["files"]:
            extract(archive, name, target / Path(name).name)
    return {
        "package": package,
        "version": version,
        "licence": entry["licence"],
        "files": {
            f"{version}/{path.name}": subresource_integrity("sha384", path.read_bytes())
            for path in sorted(target.iterdir())
        },
    }


def packed(package: str, folder: Path) -> Path:
    """The archive of a package, as the registry gives it."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("make vendor needs npm; running and testing the site does not.")
    subprocess.run(
        [npm, "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL
    )
    return next(folder.glob("*.tgz"))


def extract(archive: Path, name: str, target: Path) -> None:
    with tarfile.open(archive) as contents:
        member = contents.extractfile(f"package/{name}")
        if member is None:
            sys.exit(f"{archive.name} has no file {name}")
        target.write_bytes(member.read())


def subresource_integrity(algorithm: str, content: bytes) -> str:
    """A hash as the ``integrity`` attribute wants it (W3C Subresource Integrity)."""
    digest = hashlib.new(algorithm, content).digest()
    return f"{algorithm}-{base64.b64encode(digest).decode()}"


if __name__ == "__main__":
    main()
