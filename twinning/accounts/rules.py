"""Who somebody is: the predicates that all apps build on, and who may appoint whom."""

import rules

from twinning.accounts.models import OFFICE, Role, User


@rules.predicate
def is_signed_in(user):
    return user.is_authenticated and user.is_active


@rules.predicate
def works_in_office(user):
    """A coordinator or an administrator."""
    return user.is_authenticated and user.works_in_office


@rules.predicate
def is_administrator(user):
    return user.is_authenticated and user.is_active and user.role == Role.ADMINISTRATOR


@rules.predicate
def is_reviewer(user):
    return user.is_authenticated and user.is_active and user.role == Role.REVIEWER


@rules.predicate
def is_outside_the_office(user, person):
    return person is not None and person.role not in OFFICE


@rules.predicate
def is_oneself(user, person):
    return user.is_authenticated and user == person


def may_appoint(by: User, user: User, role: str) -> bool:
    """Administrators appoint anybody; coordinators choose reviewers among those outside the office."""
    if is_administrator(by):
        return True
    return by.works_in_office and user.role not in OFFICE and role not in OFFICE


rules.add_perm("accounts.revise_profile", is_oneself)
rules.add_perm("accounts.change_role", is_administrator | (works_in_office & is_outside_the_office))
