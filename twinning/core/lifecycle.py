"""Lifecycles as data: which statuses a record may have and which steps lead between them."""

from collections.abc import Iterator
from typing import Any

import rules
from django.db.models import CharField, CheckConstraint, Model, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from twinning.core.errors import Refused


class Step:
    """One legal move: from any of `sources` to `to`, called `label` on its button.

    `by_clock` steps are taken by the clock or by another operation and have no button. `grave` steps
    end or take back something: their button warns and is never the first.
    """

    def __init__(
        self, *sources: str, to: str, label: Any = "", by_clock: bool = False, grave: bool = False
    ) -> None:
        self.sources, self.to = sources, to
        self.label, self.by_clock, self.grave = label, by_clock, grave


class Lifecycle:
    """The steps of one noun of one app; a step's name is also operation, permission and URL."""

    registry: dict[str, "Lifecycle"] = {}

    def __init__(self, app: str, noun: str, statuses: type[TextChoices], **steps: Step) -> None:
        self.app, self.noun, self.statuses, self.steps = app, noun, statuses, steps
        self.registry[f"{app}.{noun}"] = self

    def permission(self, step: str) -> str:
        """`hubs.submit_expression` for the step `submit`."""
        return f"{self.app}.{step}_{self.noun}"

    def url_name(self, step: str) -> str:
        """`hubs:submit_expression` for the step `submit`."""
        return f"{self.app}:{step}_{self.noun}"

    def allows(self, record: Any, step: str) -> bool:
        """Whether the record, as loaded, stands where the step may begin."""
        return record.status in self.steps[step].sources

    def take(self, record: Model, step: str, **changes: Any) -> None:
        """Move the stored record, and `changes` with it, unless it has moved on."""
        stored = type(record)._base_manager.filter(pk=record.pk)
        if not self.take_all(stored, step, **changes):
            raise Refused(_("This has moved on since you opened it."))
        for name, value in (changes | {"status": self.steps[step].to}).items():
            setattr(record, name, value)

    def take_all(self, records: QuerySet[Any], step: str, **changes: Any) -> int:
        """Move those that stand where the step may begin, and say how many there were."""
        move = self.steps[step]
        return records.filter(status__in=move.sources).update(**changes, status=move.to)

    def constraint(self) -> CheckConstraint:
        """The database's own refusal of any status that is not in the lifecycle."""
        return CheckConstraint(
            condition=Q(status__in=self.statuses.values),
            name=f"{self.app}_{self.noun}_status_known",
        )

    def __iter__(self) -> Iterator[tuple[str, Step]]:
        return iter(self.steps.items())


class OfficeLifecycle(Lifecycle):
    """Its steps are taken on pages of the admin alone."""

    def url_name(self, step: str) -> str:
        """`admin:hubs_scenario_publish` for the step `publish`."""
        return f"admin:{self.app}_{self.noun}_{step}"


def may(lifecycle: Lifecycle, step: str) -> Any:
    """The predicate: the record stands where the step may begin."""

    @rules.predicate(f"may_{step}_{lifecycle.noun}")
    def stands_there(user: Any, record: Model) -> bool:
        return lifecycle.allows(record, step)

    return stands_there


def status_field(statuses: type[TextChoices], default: str) -> Any:
    """A status column: never edited in a form, only moved by steps."""
    return CharField(_("status"), max_length=16, choices=statuses.choices, default=default, editable=False)
