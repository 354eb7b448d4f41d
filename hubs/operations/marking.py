"""What an evaluation and a consensus have in common: fields that are saved one by one, as they are typed.

A field is `mark_<criterion>`, `words_<criterion>` (for the panel), `hub_<criterion>` (for the hub),
`comment` or `comment_to_hub`. Each has a version of its own, so that two windows never overwrite each other.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.evaluation.scoring import figure, fits_scale
from hubs.models import Criterion
from twinning.accounts.models import User
from twinning.core.errors import Refused, Stale
from twinning.core.figures import read_number, spoken
from twinning.trail.models import Trace

ABSTAIN = "abstain"
WHOLE = ("comment", "comment_to_hub")
LONGEST = 20_000  # characters in one comment
QUARTER = timedelta(minutes=15)

Save = Callable[..., int]


def split(field: str) -> tuple[str, str]:
    """Its kind and its criterion's code: `mark_impact` → `mark`, `impact`; `comment` → `comment`, ``."""
    if field in WHOLE:
        return field, ""
    kind, _underscore, code = field.partition("_")
    return kind, code


def tidy(value: str) -> str:
    """Line ends are the browser's; what no database takes was never typed."""
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def as_stored(field: str, value: str) -> str:
    """A typed mark with the decimal sign and the zeros that a stored one has: 4,50 is 4.5, and the same
    mark once more is nobody's other words. Everything else as it was typed.
    """
    if split(field)[0] != "mark":
        return value
    try:
        exact = f"{read_number(value):f}"
    except ValueError:
        return value
    return exact.rstrip("0").rstrip(".") if "." in exact else exact


def refuse_too_long(field: str, value: str) -> None:
    """A comment may be long; a book is a mistake, or worse."""
    if len(value) > LONGEST:
        raise Refused(_("This is too long to be kept: at most 20,000 characters."), field=field)


def criterion_of(criteria: Mapping[str, Criterion], code: str) -> Criterion:
    """The criterion of this code, if the call has it."""
    if code not in criteria:
        raise Refused(_("This call has no criterion “%(code)s”.") % {"code": code})
    return criteria[code]


def mark_of(criterion: Criterion, value: str) -> Decimal | None:
    """The mark that was typed, if it stands on the criterion's scale; None for none."""
    if value in ("", ABSTAIN):
        return None
    try:
        mark = read_number(value)
        if fits_scale(mark, criterion.minimum, criterion.maximum, criterion.increment):
            return mark
    except ValueError:
        pass
    raise Refused(
        _("%(criterion)s: marks go from %(minimum)s to %(maximum)s in steps of %(increment)s.")
        % {
            "criterion": criterion,
            "minimum": spoken(figure(criterion.minimum)),
            "maximum": spoken(figure(criterion.maximum)),
            "increment": spoken(figure(criterion.increment)),
        },
        field=f"mark_{criterion.code}",
    )


def next_version(record: Any, field: str, *, opened: int, stored: str, value: str) -> int | None:
    """The version that saving gives the field; None where the same words stand there already."""
    current = record.versions.get(field, 0)
    if stored == value:
        return None
    if current != opened:
        sentence = _("Other words were saved here since you opened it.")
        raise Stale(sentence, current={"value": stored, "version": current})
    return current + 1


@transaction.atomic
def save_each(
    record: Any, answers: Mapping[str, str], opened: Mapping[str, int] | None, save: Save, *, by: User
) -> dict[str, Stale]:
    """Save several fields, each by itself; those that were saved elsewhere meanwhile are given back.

    Without `opened` the fields are taken as they are stored now.
    """
    disputed = {}
    if opened is None:
        opened = type(record)._base_manager.values_list("versions", flat=True).get(pk=record.pk)
    for field, value in answers.items():
        try:
            save(record, field, value, opened.get(field, 0), by=by)
        except Stale as stale:
            disputed[field] = stale
    return disputed


def was_traced_lately(record: Model, by: User) -> bool:
    """A trace for each word would drown the rest: one in a quarter of an hour says who was writing."""
    since = timezone.now() - QUARTER
    return Trace.objects.of(record).filter(step="revise", by=by, at__gt=since).order_by().exists()
