"""Where templates and static files are; static ones joined, hashed and compressed at start."""

import gzip
import hashlib
import os
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

import brotli
from pyramid.config import Configurator
from whitenoise import WhiteNoise

from talkpython_site.headers import HEADERS

PACKAGE = Path(__file__).resolve().parent
PREFIX = "static"
A_YEAR = 365 * 24 * 3600
KEPT_BUILDS = 4
COMPRESSED = {".css", ".js", ".svg", ".txt", ".json"}
NORMALIZE = "vendor/modern-normalize/*/modern-normalize.css"
# Tokens first, features last; the cascade layers are declared in tokens.css.
FIRST_STYLES = ("tokens", "type", "layout", "forms", "strip")
ADDRESS = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')]+)["']?\s*\)""")
IMPORT = re.compile(r"""(\b(?:from|import)\s*\(?\s*)(["'])(\.{1,2}/[^"']+)\2""")
HASHED = re.compile(r"\.[0-9a-f]{12}\.[a-z0-9]+$")


def asset_folder(name: str) -> Path:
    """The folder of shipped files: inside the package in a wheel, beside it in a checkout.

    Raises ``FileNotFoundError`` where neither exists.
    """
    for folder in (PACKAGE / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the folder {name}/ is missing from this installation")


class Assets:
    """Static files under addresses that change with their content."""

    def __init__(self, source: Path, builds: Path) -> None:
        self._addresses: dict[str, str] = {}
        self._contents: dict[str, bytes] = {}
        self._imports: dict[str, set[str]] = defaultdict(set)
        self._read(source)
        self.folder = builds / digest("\n".join(sorted(self._contents)).encode())
        if not self.folder.is_dir():
            self._write(builds)
            prune(builds)

    def path(self, name: str) -> str:
        """The address of a static file, such as ``site.css`` or ``images/mark.svg``.

        Raises ``KeyError`` where there is no such file.
        """
        return self._addresses[name]

    def imported_by(self, *scripts: str) -> list[str]:
        """The addresses of all modules that these import, for pages to ask for early."""
        found: set[str] = set()
        asked = set(scripts)
        while asked:
            imports = set().union(*(self._imports.get(name, ()) for name in asked))
            asked = imports - found
            found |= imports
        return sorted(map(self.path, found))

    def serve(self, app: Callable[..., Any]) -> WhiteNoise:
        """The application behind the static files."""
        return WhiteNoise(
            app,
            root=str(self.folder),
            prefix=PREFIX,
            max_age=0,
            immutable_file_test=lambda _path, url: bool(HASHED.search(url)),
            allow_all_origins=False,
            add_headers_function=lambda headers, _path, _url: guard(headers),
        )

    def _read(self, source: Path) -> None:
        for path in files(source):
            if path.suffix not in {".css", ".js"}:
                self._add(path.relative_to(source).as_posix(), path.read_bytes())
        for path in files(source):
            if path.suffix == ".js":
                self._add_script(source, path, ())
        for path in source.glob("vendor/**/*.css"):
            self._add(path.relative_to(source).as_posix(), lowest(path).encode())
        self._add("site.css", self._joined_styles(source))

    def _add_script(self, source: Path, script: Path, importers: tuple[str, ...]) -> str:
        """The address of a script: of its own content and of all that it imports.

        Raises ``ValueError`` where modules import what is not there, or each other in a circle.
        """
        name = script.relative_to(source).as_posix()
        if name in importers or not script.is_file():
            raise ValueError(f"{' imports '.join((*importers, name))}: that cannot be loaded")

        def readdressed(match: re.Match[str]) -> str:
            target = Path(os.path.normpath(script.parent / match[3]))
            address = self._add_script(source, target, (*importers, name))
            if "(" not in match[1]:  # what is imported later is asked for later
                self._imports[name].add(target.relative_to(source).as_posix())
            return f"{match[1]}{match[2]}{address}{match[2]}"

        if name not in self._addresses:
            content = script.read_text(encoding="utf-8")
            own = not name.startswith("vendor/")
            self._add(name, (IMPORT.sub(readdressed, content) if own else content).encode())
        return self._addresses[name]

    def _add(self, name: str, content: bytes) -> None:
        path = Path(name)
        hashed = path.with_name(f"{path.stem}.{digest(content)}{path.suffix}").as_posix()
        self._addresses[name] = f"/{PREFIX}/{hashed}"
        self._contents[hashed] = content

    def _joined_styles(self, source: Path) -> bytes:
        own = sorted((source / "css").glob("*.css"), key=style_order)
        sheets = [self._readdressed(source, path) for path in own]
        for path in source.glob(NORMALIZE):
            sheets.insert(1, lowest(path))
        return "\n".join(sheets).encode()

    def _readdressed(self, source: Path, sheet: Path) -> str:
        def address(match: re.Match[str]) -> str:
            target = Path(os.path.normpath(sheet.parent / match[1]))
            return f"url({self._addresses[target.relative_to(source).as_posix()]})"

        return ADDRESS.sub(address, sheet.read_text(encoding="utf-8"))

    def _write(self, builds: Path) -> None:
        builds.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(dir=builds, prefix="making-"))
        making.chmod(0o755)
        for name, content in self._contents.items():
            path = making / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            if path.suffix in COMPRESSED:
                path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
                path.with_name(f"{path.name}.br").write_bytes(brotli.compress(content))
        try:
            making.rename(self.folder)
        except OSError:  # another process was first
            shutil.rmtree(making)


def guard(headers: MutableMapping[str, str]) -> None:
    """Static files carry what every answer carries; a drawing could be opened as a page."""
    for name, value in HEADERS.items():
        headers[name] = value


def files(source: Path) -> list[Path]:
    return sorted(path for path in source.rglob("*") if path.is_file())


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def lowest(sheet: Path) -> str:
    """A stylesheet of others, which yields to all of ours."""
    return f"@layer normalize{{{sheet.read_text(encoding='utf-8')}}}"


def style_order(path: Path) -> tuple[int, str]:
    known = path.stem in FIRST_STYLES
    return (FIRST_STYLES.index(path.stem) if known else len(FIRST_STYLES), path.name)


def prune(builds: Path) -> None:
    """Remove all but the newest builds; processes of an older version may still serve one."""
    newest_first = sorted(builds.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in newest_first[KEPT_BUILDS:]:
        shutil.rmtree(old, ignore_errors=True)


def includeme(config: Configurator) -> None:
    config.registry.assets = Assets(
        asset_folder("static").resolve(), config.registry.site.var / "assets"
    )
