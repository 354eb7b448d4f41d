"""What is stored now, beside what was typed, on a page of the office that a colleague saved first."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from twinning.core.wording import words_of

Told = list[tuple[Any, str]]


def stored_now(form: Any, formsets: Iterable[Any], stored: Any) -> Told:
    """Each field whose typed words differ from the stored ones, in the rows below as well; the form goes on
    from the stored version, so that saving again is a choice made knowingly.
    """
    form.data = form.data.copy()
    form.data["opened"] = stored.version
    names = [name for name in form.changed_data if name != "opened"]
    found = [(form.fields[name].label, _told(form, stored, name)) for name in names]
    return found + [line for formset in formsets for line in _rows(formset)]


def _told(form: Any, stored: Any, name: str) -> str:
    if name not in {field.name for field in stored._meta.get_fields()}:
        return _now(form, name)
    return str(words_of(stored, name)) or _("(empty)")


def _rows(formset: Any) -> Told:
    """Rows are read anew for each page: what a form begins with is what is stored."""
    found: Told = []
    for form in formset.initial_forms:
        for name in form.changed_data:
            found.append((f"{_row(form)}: {form.fields[name].label}", _now(form, name)))
    shown = {form.instance.pk for form in formset.initial_forms}
    for row in formset.get_queryset():
        if row.pk not in shown:
            words = _(
                "Added meanwhile: it is taken away if you save this page. Open the page anew to keep it."
            )
            found.append((f"{row._meta.verbose_name}: {row}", words))
    return found


def _row(form: Any) -> str:
    """By the name that is stored: what was typed may be another."""
    row = type(form.instance)._base_manager.filter(pk=form.instance.pk).first()
    return f"{form.instance._meta.verbose_name} {row or ''}".strip()


def _now(form: Any, name: str) -> str:
    """What the field began with, as a person reads it."""
    field, value = form.fields[name], form.get_initial_for_field(form.fields[name], name)
    words = str(field.prepare_value(value) if value is not None else "")
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return labels.get(words, words) or _("(empty)")
