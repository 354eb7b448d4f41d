"""One word, four places: a step is an operation, a permission, a URL and a button."""

import importlib
import pkgutil

import pytest
import rules
from django.urls import NoReverseMatch, reverse

from twinning.core.lifecycle import Lifecycle

STEPS = [
    (lifecycle, name, step)
    for lifecycle in Lifecycle.registry.values()
    for name, step in lifecycle
    if not step.by_clock
]
NAMES = [f"{lifecycle.app}.{name}_{lifecycle.noun}" for lifecycle, name, _ in STEPS]


ADDRESSED_BY = [{"pk": 1}, {"slug": "a"}, {"pk": 1, "slug": "a"}]


def leads_somewhere(name: str, by: dict[str, object]) -> bool:
    try:
        return bool(reverse(name, kwargs=by))
    except NoReverseMatch:
        return False


def operations(app: str) -> dict[str, object]:
    """All public functions of an app's operations, by name."""
    home = {"accounts": "twinning.accounts"}.get(app, app)
    package = importlib.import_module(f"{home}.operations")
    modules = [importlib.import_module(f"{home}.operations.{info.name}")
               for info in pkgutil.iter_modules(package.__path__)]  # fmt: skip
    return {name: value for module in modules for name, value in vars(module).items()}


def test_there_are_steps():
    assert len(STEPS) > 20


@pytest.mark.parametrize(("lifecycle", "name", "step"), STEPS, ids=NAMES)
def test_a_step_has_its_operation(lifecycle, name, step):
    assert callable(operations(lifecycle.app).get(f"{name}_{lifecycle.noun}"))


@pytest.mark.parametrize(("lifecycle", "name", "step"), STEPS, ids=NAMES)
def test_a_step_has_its_permission(lifecycle, name, step):
    assert rules.perm_exists(lifecycle.permission(name))


@pytest.mark.parametrize(("lifecycle", "name", "step"), STEPS, ids=NAMES)
def test_a_step_has_its_address(lifecycle, name, step):
    assert any(leads_somewhere(lifecycle.url_name(name), by) for by in ADDRESSED_BY)


@pytest.mark.parametrize(("lifecycle", "name", "step"), STEPS, ids=NAMES)
def test_a_step_has_its_button(lifecycle, name, step):
    assert str(step.label)


@pytest.mark.parametrize("lifecycle", Lifecycle.registry.values(), ids=lambda it: it.noun)
def test_every_status_can_be_reached_or_is_the_first(lifecycle):
    reached = {step.to for _, step in lifecycle}
    known = set(lifecycle.statuses.values)

    assert reached <= known
    assert len(known - reached) <= 1
