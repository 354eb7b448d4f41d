"""What several people edit carries a version, so that nobody overwrites words they have not seen."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import Model
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from twinning.core.errors import Refused, Stale
from twinning.core.wording import alike, in_words, mark, words_of


def save_version(record: Model, *, opened: int, **changes: Any) -> None:
    """Store the changes and count the version up, unless somebody has saved since `opened`."""
    stored = type(record)._base_manager.filter(pk=record.pk)
    changes |= {"version": opened + 1}
    if not stored.filter(version=opened).update(**changes):
        sentence = _(
            "Somebody else saved this since you opened it. Nothing is lost: where you both wrote, "
            "both texts stand below. Save again when it reads as you want it."
        )
        raise Stale(sentence, current=stored.get())
    for name, value in changes.items():
        setattr(record, name, value)


class VersionedForm(forms.ModelForm):
    """A form that remembers the version it was opened on.

    After a refusal it shows what the person typed; after a stale one also what is stored now, for
    each field that differs, and goes on from there: saving again is then a choice made knowingly.
    Where the person had not touched a field, the stored words simply take its place.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    stored: Any = None
    refused = False
    _undisputed: Collection[str] = ()

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
            self._renew_untouched()
        # Unless something was stored or shown just now, it still stands on the version it was opened on.
        if self.stored or self._is_saved():
            self._go_on_from((self.stored or self.instance).version)
        for field, sentence in [(refusal.field, refusal.sentence), *refusal.faults.items()]:
            self.add_error(field if field in self.fields else None, str(sentence))

    def _is_saved(self) -> bool:
        return self.instance.version != self.initial["version"]

    def _go_on_from(self, version: int) -> None:
        self._retype({"version": version})

    def _retype(self, values: dict[str, Any]) -> None:
        """Put other values into the fields of the page that is about to be shown."""
        before: Any = self.data
        typed = before.copy()
        for name, value in values.items():
            many = list(value) if isinstance(value, list | tuple) else ["" if value is None else value]
            typed.setlist(self.add_prefix(name), many)
        self.data = typed

    def opened(self) -> str:
        """Marks of the words that the page is opened on: they come back and tell what was touched."""
        if self.stored is not None:
            return self._marks_of(self.stored)
        if self.is_bound and not self._is_saved():
            return self.data.get("opened", "")
        return self._marks_of(self.instance) if self.instance.pk else ""

    def _marks_of(self, record: Model) -> str:
        names = [field.name for field in self.visible_fields() if hasattr(record, field.name)]
        return " ".join(f"{name}:{mark(words_of(record, name))}" for name in names)

    def _renew_untouched(self) -> None:
        """Take the stored words where the person's are still those that the page was opened on."""
        marks = dict(part.partition(":")[::2] for part in self.data.get("opened", "").split())
        known = marks.keys() & self.cleaned_data.keys()
        untouched = {name for name in known if marks[name] == mark(self._typed_words(name))}
        now = model_to_dict(self.stored, fields=untouched)
        self._retype({name: self.fields[name].prepare_value(value) for name, value in now.items()})
        by_nobody_else = {name for name in known if marks[name] == mark(words_of(self.stored, name))}
        self._undisputed = untouched | by_nobody_else

    def _typed_words(self, name: str) -> str:
        return in_words(self.instance, name, self.cleaned_data[name])

    def rows(self) -> list[tuple[forms.BoundField, str | None]]:
        """Each field, and the stored words where they are others than the typed ones."""
        return [(field, self._stored_words(field.name)) for field in self.visible_fields()]

    def _stored_words(self, name: str) -> str | None:
        if self.stored is None or name not in self.cleaned_data or name in self._undisputed:
            return None
        stored = words_of(self.stored, name)
        return None if alike(stored, self._typed_words(name)) else stored or str(_("(empty)"))
