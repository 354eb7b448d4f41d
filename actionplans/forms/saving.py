"""What becomes of a form that was sent."""

from typing import Any

from twinning.core.errors import Refused

NOT_VALID = 422
REFUSED = 409


def faults_of_saving(form: Any, *, by: Any) -> int:
    """Save by the form's operation: 0 when that is done, else the status of the page with its faults."""
    if not form.is_valid():
        return NOT_VALID
    try:
        form.save(by=by)
    except Refused as refusal:
        form.refuse(refusal)
        return REFUSED
    return 0
