"""What is generated is up to date."""

from io import StringIO

from django.core.management import call_command

from tests.architecture import ROOT
from twinning.core.diagrams import lifecycles_page


def test_the_lifecycle_diagrams_are_those_of_the_code():
    drawn = (ROOT / "docs" / "lifecycles.md").read_text()

    assert drawn == lifecycles_page(), "run: manage.py draw_lifecycles"


def test_the_migrations_are_those_of_the_models(db):
    said = StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=said)
