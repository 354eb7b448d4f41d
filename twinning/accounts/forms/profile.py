"""What people tell of themselves, when they sign up and later."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from twinning.accounts.models import User
from twinning.accounts.operations.people import revise_profile
from twinning.accounts.time_zones import choices


class ProfileForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        help_text=_("As colleagues and partners shall see it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[
            (code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES
        ],
        help_text=_("In which letters to you are written."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=choices,
        initial="UTC",
        help_text=_("Deadlines and events are shown to you on the clocks of this place."),
    )

    def keep(self, user: User) -> None:
        """Hand over; raises what the operation refuses."""
        words = {name: self.cleaned_data[name] for name in ProfileForm.base_fields}
        revise_profile(user, by=user, **words)


class NewcomerForm(ProfileForm):
    """What sign-up asks beside address and password; allauth puts its own fields after these.

    The language is the page's, and the zone what the browser says, for the person to correct.
    """

    field_order = ("name", "email", "language", "time_zone", "password1", "password2")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()
        self.fields["time_zone"].widget.attrs["data-behaviour"] = "time_zone"

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth with the new person."""
        self.keep(user)
