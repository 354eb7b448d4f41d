"""Passkeys and security keys."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddKeyForm(AddWebAuthnForm):
    """A new key opens the account without a password, unless somebody wants it as a second step only."""

    name = forms.CharField(
        label=_("Name"), required=False, help_text=_("To tell it from others, for instance: my laptop.")
    )
    passwordless = forms.BooleanField(
        label=_("Sign in with this key alone"),
        required=False,
        initial=True,
        help_text=_("Needs a device that asks for your fingerprint, face or PIN."),
    )
