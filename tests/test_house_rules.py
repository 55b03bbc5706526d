"""What a linter cannot see: sizes, names, templates that are used, addresses that are visited."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from talkpython_site.rendering import Templates

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "talkpython_site"
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
FOLDERS = ("talkpython_site", "templates", "static", "tests", "tools", "benchmarks", "docs")
PYTHON = [path for name in FOLDERS for path in sorted((ROOT / name).rglob("*.py"))]
SITE = [path for path in PYTHON if PACKAGE in path.parents]
PAGES = sorted(TEMPLATES.rglob("*.pt"))
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
EMPTY_WORDS = {"utils", "util", "helpers", "helper", "common", "services", "service", "manager"}
EMPTY_WORDS |= {"handler", "data", "info", "misc", "core"}


def hold(complaints: Iterable[str]) -> None:
    """Fail with every complaint, each a line that names the file and the rule."""
    lines = list(complaints)
    assert not lines, "\n" + "\n".join(lines)


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(text(path))))


def strings(path: Path) -> Iterator[str]:
    """Every string in a module; of an f-string the words, with ``x`` for each value in it."""
    for node in nodes(path):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else "x" for p in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def called(path: Path) -> set[str]:
    """The methods that a module calls, by name."""
    calls = (node.func for node in nodes(path) if isinstance(node, ast.Call))
    return {call.attr for call in calls if isinstance(call, ast.Attribute)}


def imported(path: Path) -> set[str]:
    """The packages that a module imports from."""
    found = {node.module or "" for node in nodes(path) if isinstance(node, ast.ImportFrom)}
    for node in nodes(path):
        found |= {name.name for name in node.names} if isinstance(node, ast.Import) else set()
    return {name.split(".")[0] for name in found}


# Sizes and names


def longest(path: Path, function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many lines a function may have: views and tests are sentences."""
    if PACKAGE / "views" in path.parents and function.decorator_list:
        return 20
    return 25 if function.name.startswith("test_") else 40


def test_functions_are_short() -> None:
    hold(
        f"{shown(path)}:{node.lineno} {node.name} has {length} lines: split it"
        for path in PYTHON
        for node in nodes(path)
        if isinstance(node, FUNCTIONS)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > longest(path, node)
    )


@pytest.mark.parametrize(
    ("paths", "most"),
    [(PYTHON, 300), ([*STATIC.glob("css/*"), *STATIC.glob("js/*")], 300), (PAGES, 100)],
    ids=["modules", "stylesheets and scripts", "templates"],
)
def test_files_are_short(paths: list[Path], most: int) -> None:
    counted = {path: len(text(path).splitlines()) for path in paths}
    hold(f"{shown(p)} has {n} lines, {most} is the most" for p, n in counted.items() if n > most)


def test_names_say_what_a_thing_is_for() -> None:
    words = {path: set(re.split(r"[/._]", shown(path))) for path in PYTHON + PAGES}
    hold(f"{shown(p)}: {w & EMPTY_WORDS} says nothing" for p, w in words.items() if w & EMPTY_WORDS)


# Templates


def test_templates_compile(made: Path) -> None:
    assert Templates(TEMPLATES, made / "templates", reload=False).warm() == len(PAGES)


def rendered() -> dict[str, Path]:
    """Renderer names with a module that says each."""
    return {w: path for path in SITE for w in strings(path) if re.fullmatch(r"\w+/[\w/#]+\.pt", w)}


def test_renderers_exist() -> None:
    for name, path in rendered().items():
        page, _, macro = name.removesuffix(".pt").partition("#")
        file = TEMPLATES / f"{page}.pt"
        assert file.is_file(), f"{shown(path)}: there is no template {name}"
        defined = f'define-macro="{macro}"' in text(file)
        assert not macro or defined, f"{shown(file)} defines no macro {macro}"


def test_templates_are_used() -> None:
    used = {TEMPLATES / re.sub(r"(#\w+)?\.pt$", ".pt", name) for name in rendered()}
    for page in PAGES:
        loads = re.findall(r"load:\s*([\w./-]+\.pt)", text(page))
        used |= {(page.parent / spec).resolve() for spec in loads}
    hold(f"{shown(page)} is used nowhere: delete it" for page in PAGES if page not in used)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        (r"structure\s*:|(?:content|replace)=.structure\b", "trusted HTML is a SafeHtml"),
        (r"<[^>]*\s(?:on[a-z]+|style)\s*=\s*[\"']", "CSP forbids inline handlers and styles"),
        (r"attributes=\"(?:[^\"]*;)?\s*(?:on[a-z]+|style)\s", "CSP forbids handlers and styles"),
        (r"<style\b", "CSP forbids inline styles"),
        # A data block is no script: browsers do not run it.
        (r"<script\b(?![^>]*(?:\bsrc=|application/ld\+json))", "CSP forbids inline scripts"),
        (r"\b(?:href|src|action|formaction|poster|srcset)=[\"']/", "addresses come from path(…)"),
    ],
)
def test_templates_do_without(pattern: str, reason: str) -> None:
    written = {page: re.sub(r"(?s)<!--.*?-->", "", text(page)) for page in PAGES}
    found = ((page, match) for page in PAGES for match in re.finditer(pattern, written[page]))
    hold(f"{shown(page)}: {match[0]!r}: {reason}" for page, match in found)


def test_partials_say_what_they_need() -> None:
    silent = [p for p in PAGES if p.parent.name == "shared" and not text(p).startswith("<!--!")]
    hold(f"{shown(p)}: a first comment <!--! … --> lists what it is given" for p in silent)


# Addresses


def routes() -> dict[str, str]:
    added: dict[str, str] = {}
    for node in nodes(PACKAGE / "routes.py"):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "add_route":
            name, address = map(ast.literal_eval, node.args)
            added[name] = address
    return added


def test_routes_are_visited() -> None:
    """A functional test says a route's name, or an address that leads to it."""
    said = {w for path in PYTHON if path.parent.name == "functional" for w in strings(path)}
    for name, address in routes().items():
        parts = map(re.escape, re.split(r"\{\w+(?::[^{}]*(?:\{[^{}]*\})?[^{}]*)?\}", address))
        pattern = re.compile("[^/?#]+".join(parts) + r"([?#].*)?")
        visited = name in said or any(map(pattern.fullmatch, said))
        assert visited, f"no test in tests/functional visits {name} ({address})"


def test_links_lead_somewhere() -> None:
    known = routes()
    hold(
        f"{shown(page)}: there is no route {name}"
        for page in PAGES
        for name in re.findall(r"\b(?:path|url)\(\s*[\"']([\w.]+)[\"']", text(page))
        if name not in known
    )


def test_addresses_stand_in_routes_alone() -> None:
    kinds = {address.split("/")[1] for address in routes().values()} - {""}
    spelt = re.compile(rf"/({'|'.join(map(re.escape, sorted(kinds)))})(/.*)?")
    others = [path for path in SITE if path.name != "routes.py"]
    found = {(path, word) for path in others for word in strings(path) if spelt.fullmatch(word)}
    hold(f"{shown(path)}: {word} is made by request.route_path" for path, word in found)


# Code


def test_documents_are_written_by_insert_and_change() -> None:
    others = [path for path in PYTHON if path != PACKAGE / "documents" / "base.py"]
    # Pillow's pictures have a save() too.
    found = [path for path in others if "save" in called(path) and "PIL" not in imported(path)]
    hold(f"{shown(path)}: save() is an upsert; use insert() or change()" for path in found)


def test_every_mongodb_will_do() -> None:
    needs_more = {"start_session", "start_transaction", "with_transaction", "watch"}
    found = [(path, name) for path in PYTHON for name in needs_more & called(path)]
    hold(f"{shown(path)}: a standalone MongoDB has no {name}()" for path, name in found)


def test_the_embedded_engine_is_a_program_apart() -> None:
    found = [path for path in PYTHON if "secantus" in imported(path)]
    hold(f"{shown(path)}: its licence binds whoever imports it; run its command" for path in found)


def test_rules_know_nothing_of_http() -> None:
    inner = {PACKAGE / name for name in ("documents", "catalogue", "importing")}
    found = [p for p in SITE if inner & set(p.parents) and imported(p) & {"pyramid", "webob"}]
    hold(f"{shown(path)}: views speak HTTP, rules take values and give values" for path in found)


def test_exceptions_to_linters_say_why() -> None:
    marks = re.compile(r"#\s*(noqa|type:\s*ignore|pragma\b)(.*)")
    right = re.compile(r"(: [A-Z]+\d+(, ?[A-Z]+\d+)*( -)?|\[[\w, -]+\] +#) \w")
    for path in PYTHON:
        for number, line in enumerate(text(path).splitlines(), 1):
            found = marks.search(line) if path != Path(__file__) else None
            said = found is None or right.match(found[2])
            assert said, f"{shown(path)}:{number}: name the rule and say why it does not hold"


# The checkout


def own_files() -> Iterator[Path]:
    """What is ours and under version control, near enough: no build, no data, nobody else's."""
    yield from (path for path in ROOT.iterdir() if path.suffix in {".md", ".toml", ".ini"})
    yield from (ROOT / "Makefile", ROOT / ".ci" / "run")
    for name in (*FOLDERS, "deploy"):
        for path in (ROOT / name).rglob("*.*"):
            if path.is_file() and not {"vendor", "__pycache__"} & set(path.parts):
                yield path


def test_nothing_belongs_to_one_machine() -> None:
    places = rb"(?<![\w.~>}])/(?:root|home|work|Users)/|pypi\.org|pythonhosted\.|npmjs\."
    found = {path: re.search(places, path.read_bytes()) for path in own_files()}
    found.pop(Path(__file__))
    hold(f"{shown(path)} holds {match[0]!r}" for path, match in found.items() if match)


def test_locks_hold_hashes_and_no_addresses() -> None:
    runtime, dev = (text(ROOT / "requirements" / f"{name}.txt") for name in ("runtime", "dev"))
    pins = re.compile(r"^[\w.-]+==.*\\$", re.MULTILINE)
    missing = set(pins.findall(runtime)) - set(pins.findall(dev))
    hold(f"requirements/dev.txt lacks {pin}: make lock" for pin in missing)
    assert "://" not in runtime + dev
    assert not list(ROOT.glob("*.lock")), "locks are requirements/*.txt, which hold no addresses"
