"""Dependencies point one way, for imports and for foreign keys."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture import APPS, MODULES, ROOT

LAYERS = [
    "twinning.core",
    "twinning.accounts",
    "twinning.trail",
    "hubs",
    "events",
    "actionplans",
    "portfolios",
]
COMPOSITION_ROOT = [
    "twinning.settings",
    "twinning.urls",
    "twinning.asgi",
    "twinning.celery",
    "twinning.pages",
    "twinning.demo",
]
WITHIN_AN_APP = ["states", "signals", "models", "rules", "letters", "operations", "forms", "views"]
NOUNS_OF_HUBS = [
    "programme",
    "hub",
    "call",
    "expression",
    "answer",
    "wish",
    "attachment",
    "submission",
    "evaluation",
    "pairing",
    "twinning",
]


def height(dotted: str, layers: list[str] = LAYERS) -> int:
    """How high a module lives; below everything outside the layers, like Django."""
    homes = [i for i, name in enumerate(layers) if f"{dotted}.".startswith(f"{name}.")]
    return homes[0] if homes else -1


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports(path: Path) -> list[str]:
    """Every module that the file names in an import, wherever in the file it stands."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return found


LAYERED = [path for path in MODULES if height(dotted(path)) > -1]


def test_there_are_layers_to_hold():
    assert len(LAYERED) > 50


@pytest.mark.parametrize("path", LAYERED, ids=dotted)
def test_imports_point_downwards(path):
    home = height(dotted(path))

    assert [name for name in imports(path) if height(name) > home] == []
    assert [name for name in imports(path) if height(name, COMPOSITION_ROOT) > -1] == []


@pytest.mark.parametrize("path", LAYERED, ids=dotted)
def test_imports_are_absolute(path):
    tree = ast.parse(path.read_text())

    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level]


def test_relations_point_downwards():
    climbing = [
        str(field)
        for model in apps.get_models()
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.remote_field and height(model.__module__) > -1
        if height(field.related_model.__module__) > height(model.__module__)
    ]

    assert climbing == []


@pytest.mark.parametrize("app", [name for name in APPS if not name.startswith("twinning.core")])
def test_within_an_app_the_verbs_know_nothing_of_the_pages(app):
    """states ← models ← rules, letters ← operations ← forms ← views."""
    order = [f"{app}.{name}" for name in WITHIN_AN_APP]
    climbing = [
        (dotted(path), name)
        for path in MODULES
        if (home := height(dotted(path), order)) > -1
        for name in imports(path)
        if height(name, order) > home
    ]

    assert climbing == []


def test_the_nouns_of_hubs_build_on_each_other_in_order():
    order = [f"hubs.models.{noun}" for noun in NOUNS_OF_HUBS]
    climbing = [
        (dotted(path), name)
        for path in MODULES
        if (home := height(dotted(path), order)) > -1
        for name in imports(path)
        if height(name, order) > home
    ]

    assert climbing == []


PURE = [
    "hubs.application.counting",
    "hubs.calls.abroad",
    "hubs.dossier.reckoning",
    "hubs.dossier.sealing",
    "hubs.dossier.tables",
    "hubs.dossier.verifying.comparing",
    "hubs.dossier.verifying.deciding",
    "hubs.dossier.verifying.following",
    "hubs.dossier.verifying.layers",
    "hubs.dossier.verifying.ranked",
    "hubs.dossier.verifying.whole",
    "hubs.evaluation.affiliation",
    "hubs.evaluation.agreement",
    "hubs.evaluation.assigning",
    "hubs.evaluation.ranking",
    "hubs.evaluation.scoring",
    "hubs.evaluation.stability",
    "events.calendar",
    "portfolios.pages",
    "twinning.core.digest",
]


@pytest.mark.parametrize("module", PURE)
def test_pure_modules_import_no_django(module):
    path = ROOT / (module.replace(".", "/") + ".py")

    assert [name for name in imports(path) if name.split(".")[0] == "django"] == []


def test_only_one_module_prints_pdfs():
    printers = [dotted(path) for path in MODULES if "weasyprint" in imports(path)]

    assert printers == ["twinning.core.pdf"]
