"""Chameleon as Pyramid's renderer: ``episodes/show.pt``, or one macro of it, ``…/show#card.pt``."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from chameleon import PageTemplateFile
from chameleon.loader import ModuleLoader
from pyramid.config import Configurator
from pyramid.interfaces import IRendererInfo
from pyramid.request import Request

from talkpython_site import wording
from talkpython_site.assets import asset_folder


class CompiledTemplate(PageTemplateFile):
    """A page template whose compiled code is kept in a private folder.

    Compiling takes about a second a template, running what was kept a millisecond.
    """


class Templates:
    """The site's templates by their path under ``templates/``, each compiled once."""

    def __init__(self, folder: Path, compiled: Path, *, reload: bool) -> None:
        compiled.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder = folder
        self._compiled = compiled
        self._make = partial(
            CompiledTemplate,
            loader=ModuleLoader(str(compiled)),
            loader_class=partial(Neighbours, self),
            auto_reload=reload,
            enable_comment_interpolation=False,
        )
        self._loaded: dict[str, CompiledTemplate] = {}

    def names(self) -> list[str]:
        found = self.folder.rglob("*.pt")
        return sorted(path.relative_to(self.folder).as_posix() for path in found)

    def warm(self, progress: Callable[[str], None] = lambda _line: None) -> int:
        """Compile every template, so that no visitor waits for one; gives their number."""
        names = self.names()
        if len(list(self._compiled.glob("*.py"))) < len(names):
            progress(f"Compiling {len(names)} templates …")
        for name in names:
            self.get(name).cook_check()
        return len(names)

    def get(self, name: str) -> CompiledTemplate:
        """A template, or the macro that is named between ``#`` and the ending."""
        if name not in self._loaded:
            path, _, macro = name.removesuffix(".pt").partition("#")
            template = self._make(str(self.folder / f"{path}.pt"))
            if macro:  # ``render()`` calls what stands under this name
                template.__dict__["_render"] = template.macros[macro].include
            self._loaded[name] = template
        return self._loaded[name]


class Neighbours:
    """Resolves ``load: ../shared/x.pt`` against the folder of the template that says it."""

    def __init__(self, templates: Templates, search_path: list[str], **_config: Any) -> None:
        self._templates = templates
        self.folder = Path(search_path[0])
        # Of a page's time an eighth went to the same few paths, resolved for each of its rows.
        self._found: dict[str, CompiledTemplate] = {}

    def bind(self, _template_class: type) -> Callable[[str], CompiledTemplate]:
        return self._load

    def _load(self, spec: str) -> CompiledTemplate:
        if spec not in self._found:
            path = (self.folder / spec.strip()).resolve()
            name = path.relative_to(self._templates.folder).as_posix()
            self._found[spec] = self._templates.get(name)
        return self._found[spec]


class Renderer:
    """Renders one template with a view's values and the names that every template may use."""

    def __init__(self, templates: Templates, info: IRendererInfo) -> None:
        self._templates = templates
        self._name = info.name

    def __call__(self, values: dict[str, Any], system: dict[str, Any]) -> str:
        request: Request = system["request"]
        return self._templates.get(self._name).render(
            request=request,
            site=request.site,
            asset=request.registry.assets.path,
            path=request.route_path,
            url=request.site_url,
            wording=wording,
            **values,
        )


def includeme(config: Configurator) -> None:
    site = config.registry.site
    templates = Templates(
        asset_folder("templates").resolve(), site.var / "templates", reload=site.templates_reload
    )
    config.registry.templates = templates
    config.add_renderer(".pt", lambda info: Renderer(templates, info))
