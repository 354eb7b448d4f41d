"""Writing to the office about an application: to those of it who have no interest in it."""

from django.utils import timezone

from hubs.models import Expression, Programme
from hubs.people import officers_for
from twinning.accounts.models import Role, User
from twinning.accounts.operations.letters import write_letter


def tell_office(kind: str, expression: Expression, *, about: int, once: str = "") -> None:
    """A letter to each; where all have an interest, nobody may read it, and somebody else has to come."""
    officers = officers_for(expression)
    for officer in officers:
        write_letter(kind, to=officer, about=about, once=once)
    if not officers:
        _ask_for_somebody_else(expression)


def _ask_for_somebody_else(expression: Expression) -> None:
    """To those who can open the office to somebody: of the call alone, and at most once a day."""
    today = timezone.now().date().isoformat()
    administrators = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
    address = Programme.current().contact_email
    for reader in list(administrators) or [address]:
        if reader:
            write_letter("hubs.nobody_impartial", to=reader, about=expression.call_id, once=today)
