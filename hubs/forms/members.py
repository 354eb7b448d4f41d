"""Colleagues: inviting them and giving them a role."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hubs.models import Invitation, MembershipRole

WHAT_ROLES_DO = _(
    "Managers do everything for the hub. Contributors write applications and plans. Viewers read."
)


class RoleForm(forms.Form):
    role = forms.ChoiceField(
        label=_("Role"), choices=MembershipRole, widget=forms.RadioSelect, help_text=WHAT_ROLES_DO
    )


class InvitationForm(RoleForm):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=Invitation._meta.get_field("email").max_length,
        help_text=_("The invitation can be accepted with this address only."),
    )

    field_order = ["email", "role"]
