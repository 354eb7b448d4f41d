"""What people tell of themselves, and what they are to the programme."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from twinning.accounts.models import Role, User
from twinning.accounts.rules import may_appoint
from twinning.accounts.signals import role_changed
from twinning.accounts.time_zones import is_time_zone
from twinning.core.errors import Refused
from twinning.core.words import one_line


@transaction.atomic
def open_account(email: str, *, name: str = "") -> User:
    """For somebody who is invited: the code by which they come in proves this address to be theirs."""
    user = User.objects.create_user(email, name=name, role=Role.MEMBER)
    EmailAddress.objects.create(user=user, email=user.email.lower(), primary=True)
    return user


@transaction.atomic
def revise_profile(user: User, *, by: User, name: str, language: str, time_zone: str) -> None:
    """Note a person's name, and how they want to be written to."""
    if by != user:
        raise Refused(_("Only you can change your profile."))
    if language not in dict(settings.LANGUAGES):
        raise Refused(_("Choose one of the languages of this site."), field="language")
    if not is_time_zone(time_zone):
        raise Refused(_("There is no such time zone."), field="time_zone")
    user.name, user.language, user.time_zone = one_line(name), language, time_zone
    user.save(update_fields=["name", "language", "time_zone"])


@transaction.atomic
def change_role(user: User, *, role: str, by: User | None) -> None:
    """Appoint somebody, or take an office away; without an administrator nobody could again."""
    if role not in Role.values:
        raise Refused(_("There is no such role."), field="role")
    if by is not None and not may_appoint(by, user, role):
        raise Refused(_("Only an administrator appoints people to the office."), field="role")
    office = list(User.objects.select_for_update().office().filter(role=Role.ADMINISTRATOR))
    if office == [user] and role != Role.ADMINISTRATOR:
        raise Refused(_("Somebody has to be administrator: appoint another one first."), field="role")
    before = User.objects.select_for_update().values_list("role", flat=True).get(pk=user.pk)
    if before == role:
        return
    User.objects.filter(pk=user.pk).update(role=role)
    user.role = role
    role_changed.send(User, user=user, before=before, after=role, by=by)
