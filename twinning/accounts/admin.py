"""People and the letters written to them, in the office."""

from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from twinning.accounts.hiding import LETTERS
from twinning.accounts.models import Letter, User
from twinning.accounts.operations.people import change_role
from twinning.core.admin import OfficeAdmin
from twinning.core.web import permitted

SECTION = _("People and records")

# What sign-in keeps is its own: it would be written past our operations, and some of it is secret.
SIGN_IN = [
    model
    for label in ("account", "mfa", "socialaccount")
    for model in apps.get_app_config(label).get_models()
]
for model in (Group, *SIGN_IN):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


class PersonForm(forms.ModelForm):
    """The role is what the office decides; all else is the person's own."""

    class Meta:
        model = User
        fields = ["role"]


@admin.register(User)
class UserAdmin(OfficeAdmin):
    section = SECTION
    position = 90
    changes = True
    form = PersonForm
    list_display = ["name_or_email", "email", "role", "language", "time_zone", "is_active", "joined_at"]
    list_filter = ["role", "is_active", "language"]
    search_fields = ["name", "email"]
    ordering = ["name", "email"]
    fields = ["email", "name", "role", "language", "time_zone", "is_active", "joined_at", "last_login"]
    readonly_fields = ["email", "name", "language", "time_zone", "is_active", "joined_at", "last_login"]

    @admin.display(description=_("name"), ordering="name")
    def name_or_email(self, user: User) -> str:
        return str(user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Administrators appoint everybody, coordinators only those outside the office."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or permitted(request.user, "accounts.change_role", obj))

    def change_record(self, record: Any, form: Any, formsets: Any, *, by: Any) -> None:
        change_role(record, role=form.cleaned_data["role"], by=by)


@admin.register(Letter)
class LetterAdmin(OfficeAdmin):
    """The outbox: what was written to whom, and whether it left."""

    section = SECTION
    position = 91
    list_display = ["subject_or_kind", "address", "status", "written_at", "sent_at", "attempts"]
    list_filter = ["status", "kind"]
    search_fields = ["=address", "subject"]
    ordering = ["-written_at", "-pk"]
    fields = readonly_fields = [
        "kind", "address", "status", "subject", "text", "language", "attempts",
        "written_at", "due_at", "sent_at", "reference",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        """A letter tells as much as the record that it is about."""
        return LETTERS.seen_by(request.user, super().get_queryset(request))

    @admin.display(description=_("subject"))
    def subject_or_kind(self, letter: Letter) -> str:
        return str(letter)
