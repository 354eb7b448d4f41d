"""What several people edit carries a version, so that nobody overwrites words they have not seen."""

from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from twinning.core.errors import Refused, Stale


def save_version(record: Model, *, opened: int, **changes: Any) -> None:
    """Store the changes and count the version up, unless somebody has saved since `opened`."""
    stored = type(record)._base_manager.filter(pk=record.pk)
    changes |= {"version": opened + 1}
    if not stored.filter(version=opened).update(**changes):
        sentence = _(
            "Somebody else saved this since you opened it. Nothing of yours is lost: both texts stand below."
        )
        raise Stale(sentence, current=stored.get())
    for name, value in changes.items():
        setattr(record, name, value)


class VersionedForm(forms.ModelForm):
    """A form that remembers the version it was opened on.

    After a refusal it shows what the person typed; after a stale one also what is stored now, for
    each field that differs, and goes on from there: saving again is then a choice made knowingly.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    stored: Any = None
    refused = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version

    def answers(self) -> dict[str, Any]:
        """The cleaned values as an operation takes them."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def refuse(self, refusal: Refused) -> None:
        """Say it beside its fields, and keep what was typed."""
        self.refused = True
        if isinstance(refusal, Stale):
            self.stored = refusal.current
        # Unless something was stored or shown just now, it still stands on the version it was opened on.
        if self.stored or self.instance.version != self.initial["version"]:
            self._go_on_from((self.stored or self.instance).version)
        faults = getattr(refusal, "faults", {}) or {refusal.field: refusal.sentence}
        for field, sentence in faults.items():
            self.add_error(field if field in self.fields else None, str(sentence))

    def _go_on_from(self, version: int) -> None:
        typed: Any = self.data
        self.data = typed = typed.copy()
        typed[self.add_prefix("version")] = version

    def rows(self) -> list[tuple[forms.BoundField, str | None]]:
        """Each field, and the stored words where they are others than the typed ones."""
        return [(field, self._stored_words(field.name)) for field in self.visible_fields()]

    def _stored_words(self, name: str) -> str | None:
        if self.stored is None or name not in self.cleaned_data:
            return None
        stored = in_words(self.stored, name, getattr(self.stored, name))
        typed = in_words(self.instance, name, self.cleaned_data[name])
        return None if _alike(stored, typed) else stored or str(_("(empty)"))


def in_words(record: Model, name: str, value: Any) -> str:
    """A field's value as a person reads it."""
    choices = dict(getattr(record._meta.get_field(name), "flatchoices", None) or ())
    if value in ("", None):
        return ""
    if hasattr(value, "all"):
        value = value.all()
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return str(choices.get(value, value))
    return ", ".join(sorted(map(str, value)))


def _alike(one: str, other: str) -> bool:
    """Line endings are the browser's, not the person's."""
    return one.replace("\r\n", "\n").strip() == other.replace("\r\n", "\n").strip()
