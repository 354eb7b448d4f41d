"""`manage.py import_events FILE [--dry-run] [--json]`"""

from events.operations.importing import EVENT_COLUMNS, import_events
from twinning.core.management.importing import ImportCommand


class Command(ImportCommand):
    help = "Bring in the events of the field from a CSV file, as often as you like."
    columns = EVENT_COLUMNS
    key = "event_id"
    operation = staticmethod(import_events)
