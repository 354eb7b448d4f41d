"""Bring hubs in from a CSV file."""

from hubs.operations.importing import HUB_COLUMNS, import_hubs
from twinning.core.management.importing import ImportCommand


class Command(ImportCommand):
    help = "Creates and changes hubs from a CSV file: all of it, or nothing when a row is wrong."
    columns = HUB_COLUMNS
    key = "slug"
    operation = staticmethod(import_hubs)
