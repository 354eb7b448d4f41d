"""Bring good practices in from a CSV file."""

from portfolios.operations.importing import PRACTICE_COLUMNS, import_practices
from twinning.core.management.importing import ImportCommand


class Command(ImportCommand):
    help = "Creates and changes good practices from a CSV file: all of it, or nothing when a row is wrong."
    columns = PRACTICE_COLUMNS
    key = "practice_id"
    operation = staticmethod(import_practices)
