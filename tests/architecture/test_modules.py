"""Small modules that say what they are for, and no word that hides what a thing does."""

import ast
import re

import pytest

from tests.architecture import MODULES, ROOT

WALL = 350
RULE = 120
VAGUE = re.compile(r"(^|_)(utils?|helpers?|misc|common|stuff)(_|$)")


def name(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_short_and_opens_with_a_sentence(path):
    source = path.read_text()
    if not source.strip():
        return

    assert len(source.splitlines()) <= WALL
    assert ast.get_docstring(ast.parse(source)), "the module does not say what it is for"


def test_most_modules_keep_to_the_rule():
    lengths = [len(path.read_text().splitlines()) for path in MODULES]

    assert sum(length > RULE for length in lengths) / len(lengths) < 0.15


def test_no_module_has_a_name_that_says_nothing():
    assert [name(path) for path in MODULES if VAGUE.search(path.stem)] == []


def functions(path):
    tree = ast.parse(path.read_text())
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def test_functions_are_short():
    long = [
        f"{name(path)}:{function.name}"
        for path in MODULES
        for function in functions(path)
        if function.end_lineno - function.lineno > 40
    ]

    assert long == []


OPERATIONS = [path for path in MODULES if "operations" in path.parts or path.stem == "operations"]


@pytest.mark.parametrize("path", OPERATIONS, ids=name)
def test_public_operations_have_types_and_words(path):
    for function in ast.parse(path.read_text()).body:
        if not isinstance(function, ast.FunctionDef) or function.name.startswith("_"):
            continue
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        assert ast.get_docstring(function), function.name
        assert function.returns is not None, function.name
        assert all(argument.annotation for argument in arguments), function.name


@pytest.mark.parametrize("path", OPERATIONS, ids=name)
def test_operations_never_see_a_request(path):
    seen = [
        argument.arg
        for function in functions(path)
        for argument in (*function.args.args, *function.args.kwonlyargs)
    ]

    assert "request" not in seen


WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create",
          "update_or_create"}  # fmt: skip
READERS = [path for path in MODULES if {"views", "forms", "templatetags"} & {*path.parts, path.stem}]


@pytest.mark.parametrize("path", READERS, ids=name)
def test_views_and_forms_do_not_write(path):
    """They may call an operation or a form's own `save`, and nothing that writes rows."""
    calls = [
        node.func
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    written = [
        f"{ast.unparse(call)}"
        for call in calls
        if call.attr in WRITES
        if "objects" in ast.unparse(call) or call.attr.startswith("bulk_")
    ]

    assert written == []
