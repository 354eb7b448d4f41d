"""Tests that keep the shape of the code."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
APPS = [
    "twinning.core",
    "twinning.accounts",
    "twinning.trail",
    "hubs",
    "events",
    "actionplans",
    "portfolios",
]
MODULES = sorted(
    path
    for folder in ("twinning", "hubs", "events", "actionplans", "portfolios")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
