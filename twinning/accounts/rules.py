"""Who somebody is: the predicates that all apps build on."""

import rules

from twinning.accounts.models import Role


@rules.predicate
def is_signed_in(user):
    return user.is_authenticated and user.is_active


@rules.predicate
def works_in_office(user):
    """A coordinator or an administrator."""
    return user.is_authenticated and user.works_in_office


@rules.predicate
def is_reviewer(user):
    return user.is_authenticated and user.is_active and user.role == Role.REVIEWER
