"""Static files under addresses of their content: modules import each other by those."""

import re
from pathlib import Path

import pytest
from webob import Request

from talkpython_site.assets import Assets, asset_folder

SCRIPTS = {
    "js/player.js": 'import { deck } from "./deck.js";\nimport "../vendor/own.js";\n',
    "js/deck.js": "export { rate } from './store.js';\nconst later = () => import('./store.js');\n",
    "js/store.js": "export const rate = 1;\n",
    "vendor/own.js": 'import "./missing.js";\n',  # left as it is
}


def made(folder: Path, scripts: dict[str, str] = SCRIPTS) -> Assets:
    for name, content in scripts.items():
        path = folder / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return Assets(folder / "static", folder / "builds")


def served(assets: Assets, address: str) -> str:
    answer = Request.blank(address).get_response(assets.serve(lambda _environ, _start: []))
    return str(answer.text)


def test_modules_import_by_hashed_addresses(tmp_path: Path) -> None:
    assets = made(tmp_path)
    player, deck, store = (assets.path(f"js/{name}.js") for name in ("player", "deck", "store"))
    own = assets.path("vendor/own.js")

    assert served(assets, player) == f'import {{ deck }} from "{deck}";\nimport "{own}";\n'
    assert served(assets, deck).count(f"'{store}'") == 2
    assert served(assets, own) == SCRIPTS["vendor/own.js"]
    assert assets.imported_by("js/player.js") == sorted([deck, own, store])
    assert assets.imported_by("js/deck.js") == [store]
    assert assets.imported_by("js/store.js") == []


def test_what_imports_a_changed_module_has_another_address(tmp_path: Path) -> None:
    before = made(tmp_path)
    after = made(tmp_path, {"js/store.js": "export const rate = 2;\n"})

    changed = {name for name in SCRIPTS if before.path(name) != after.path(name)}
    assert changed == {"js/store.js", "js/deck.js", "js/player.js"}
    assert before.folder != after.folder


@pytest.mark.parametrize(
    ("scripts", "said"),
    [
        ({"js/a.js": 'import "./b.js";'}, "js/a.js imports js/b.js"),
        (
            {"js/a.js": 'import "./b.js";', "js/b.js": 'import "./a.js";'},
            "js/a.js imports js/b.js imports js/a.js",
        ),
    ],
)
def test_what_cannot_be_loaded_is_named(tmp_path: Path, scripts: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        made(tmp_path, scripts)


def test_own_modules_import_nothing_unhashed(tmp_path: Path) -> None:
    """On the site's own scripts; a browser asks for each once, under an address kept for a year."""
    assets = Assets(asset_folder("static"), tmp_path)
    left = {
        script.name: found
        for script in assets.folder.glob("js/*.js")
        if (found := re.findall(r"""["'](\.{1,2}/[^"'\s]+)["']""", script.read_text()))
    }
    assert not left
    assert assets.path("js/browse-visit.js") in assets.imported_by("js/browse.js")


def test_pages_for_everybody_ask_for_no_module_of_editors(tmp_path: Path) -> None:
    assets = Assets(asset_folder("static"), tmp_path)
    base = (asset_folder("templates") / "layouts" / "base.pt").read_text()
    loaded = re.findall(r"asset\('(js/[\w-]+\.js)'\)\}\" type=\"module\"", base)
    asked = re.search(r"imported_by\(([^)]*)\)", base)
    assert asked
    named = re.findall(r"'([^']+)'", asked[1])
    assert set(named) <= set(loaded)
    assert assets.imported_by(*loaded) == assets.imported_by(*named)
    assert assets.path("js/rows-list.js") not in assets.imported_by(*named)
