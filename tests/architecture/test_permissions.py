"""No permission stands in the rules that nobody asks."""

import pytest
from rules.permissions import permissions

from tests.architecture import ROOT
from twinning.core.lifecycle import Lifecycle

OURS = ["twinning", "hubs", "events", "actionplans", "portfolios"]
CODE = [path for app in OURS for path in (ROOT / app).rglob("*.py") if path.name != "rules.py"]
ASKING = "\n".join(path.read_text() for path in [*CODE, *(ROOT / "templates").rglob("*.html")])


def steps() -> set[str]:
    """Asked wherever a record's steps are offered and taken."""
    return {
        f"{label.split('.')[0]}.{step}_{label.split('.')[1]}"
        for label, lifecycle in Lifecycle.registry.items()
        for step in lifecycle.steps
    }


@pytest.mark.parametrize("permission", sorted(permissions))
def test_every_permission_is_asked(permission):
    assert f'"{permission}"' in ASKING or permission in steps()
