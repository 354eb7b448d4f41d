"""Inviting the experts who evaluate, one by one or from a table."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_countries import countries as all_countries

from hubs.languages import CODES
from hubs.models import Reviewer, TechnologyArea
from hubs.operations.affiliations import compare_affiliation
from hubs.operations.conflicts import stand_down_everywhere
from hubs.operations.entitled import refuse_unless_office
from twinning.accounts.models import Role, User
from twinning.accounts.operations.letters import write_letter
from twinning.accounts.operations.people import change_role, open_account
from twinning.core.errors import Refused
from twinning.core.words import one_line
from twinning.trail.operations import leave_trace

LONGEST_ADDRESS = 254


@transaction.atomic
def invite_reviewer(
    email: str,
    *,
    by: User | None,
    name: str = "",
    affiliation: str = "",
    countries: Iterable[str] = (),
    languages: Iterable[str] = (),
    areas: Iterable[TechnologyArea] = (),
) -> Reviewer:
    """Make somebody a reviewer, and write to them how they come in; no password is needed."""
    refuse_unless_office(by)
    person = _person(email.strip(), one_line(name), by=by)
    if Reviewer.objects.filter(user=person).exists() and person.role == Role.REVIEWER:
        raise Refused(_("%(person)s is a reviewer already.") % {"person": person}, field="email")
    if person.role != Role.REVIEWER:
        change_role(person, role=Role.REVIEWER, by=by)
    reviewer, _is_new = Reviewer.objects.get_or_create(user=person, defaults={"invited_by": by})
    _put(reviewer, affiliation=affiliation, countries=countries, languages=languages, areas=areas)
    leave_trace(reviewer, "invite", by=by)
    write_letter("hubs.reviewer_invited", to=person, about=reviewer.pk, once=timezone.now().isoformat())
    return reviewer


def _person(email: str, name: str, *, by: User | None) -> User:
    """Who has this address, or a new account that its owner enters with a code sent there."""
    if not is_address(email):
        raise Refused(_("This is not an e-mail address."), field="email")
    person = User.objects.filter(email__iexact=email).first()
    if person is None:
        return open_account(email, name=name)
    if person.role in (Role.COORDINATOR, Role.ADMINISTRATOR):
        raise Refused(_("%(person)s works in the office.") % {"person": person}, field="email")
    if not person.is_active:
        raise Refused(_("This account is closed."), field="email")
    if name and not person.name:
        person.name = name
        person.save(update_fields=["name"])
    return person


def is_address(email: str) -> bool:
    """Whether letters can be sent there, and accounts can hold it."""
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= LONGEST_ADDRESS


@transaction.atomic
def revise_reviewer(
    reviewer: Reviewer,
    *,
    by: User | None,
    affiliation: str,
    countries: Iterable[str],
    languages: Iterable[str],
    areas: Iterable[TechnologyArea],
) -> None:
    """Change what is known of a reviewer; where that shows a conflict, they stand down at once."""
    refuse_unless_office(by)
    _put(reviewer, affiliation=affiliation, countries=countries, languages=languages, areas=areas)
    leave_trace(reviewer, "revise", by=by)
    stand_down_everywhere(reviewer.user, by=by)


def _put(reviewer: Reviewer, *, affiliation: str, areas: Iterable[TechnologyArea], **codes: Any) -> None:
    reviewer.affiliation = one_line(affiliation)[:300]
    reviewer.countries = _known(codes["countries"], all_countries.countries, "countries")
    reviewer.languages = _known(codes["languages"], CODES, "languages")
    reviewer.save(update_fields=["affiliation", "countries", "languages"])
    reviewer.areas.set(areas)
    compare_affiliation(reviewer)


def _known(codes: Iterable[str], known: Any, field: str) -> list[str]:
    wanted = list(dict.fromkeys(codes))
    for code in wanted:
        if code not in known:
            raise Refused(_("“%(code)s” is not known.") % {"code": code}, field=field)
    return wanted
