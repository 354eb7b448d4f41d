"""What decides about pairs knows no Django, and keeps heavy libraries out of whoever only imports it."""

import subprocess
import sys

import pytest

from tests.architecture import ROOT
from tests.architecture.test_layers import imports

MODULES = sorted((ROOT / "hubs" / "pairing").glob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_pairing_imports_no_django(path):
    assert [name for name in imports(path) if name.split(".")[0] == "django"] == []


def test_importing_it_loads_no_heavy_library():
    heavy = {"numpy", "scipy", "holidays", "django"}
    check = f"import sys, hubs.pairing.answering; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"
