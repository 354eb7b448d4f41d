"""Bring services in from a CSV file."""

from portfolios.operations.importing import SERVICE_COLUMNS, import_services
from twinning.core.management.importing import ImportCommand


class Command(ImportCommand):
    help = "Creates and changes services in their hubs' portfolios from a CSV file: all of it, or nothing."
    columns = SERVICE_COLUMNS
    key = "service_id"
    operation = staticmethod(import_services)
