"""Why a twinning needs a call: what its hubs say, what they do not, and what is overdue."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hubs.models import Mood, Pulse
from hubs.work import Deeds, Work

FEW_STEPS = 5  # steps in all, below which one side's part says nothing
ONE_SIDED = 0.2  # of the steps, for the side that does less


@dataclass(frozen=True)
class Reason:
    weight: int
    words: str


@dataclass(frozen=True)
class Side:
    """A hub: what it said last, whether it still owes an answer, and what it did in the plan."""

    pk: int
    name: str
    shore: int
    pulse: Pulse | None
    owes: bool
    deeds: Deeds
    silent: bool

    @property
    def mood(self) -> str:
        return self.pulse.get_mood_display() if self.pulse else ""

    @property
    def needs(self) -> str:
        return self.pulse.needs if self.pulse else ""


def reasons_for(sides: Sequence[Side], work: Work, days: int) -> Iterator[Reason]:
    """The heaviest first."""
    for side in sides:
        yield from _of_side(side, days)
    if work.overdue:
        number = len(work.overdue)
        words = ngettext("%(number)d milestone is overdue", "%(number)d milestones are overdue", number)
        yield Reason(min(number, 3), words % {"number": number})
    yield from _of_balance(sides, days)


def _of_side(side: Side, days: int) -> Iterator[Reason]:
    names = {"hub": side.name, "days": days}
    if side.pulse and side.pulse.mood is not None and side.pulse.mood <= Mood.NOT_WELL:
        says = _("%(hub)s says: %(mood)s") % {"hub": side.name, "mood": side.mood}
        yield Reason(4 if side.pulse.mood == Mood.BADLY else 3, says)
    if side.silent:
        yield Reason(
            3, _("%(hub)s has been silent for %(days)d days: no answer, no step in the plan") % names
        )
    elif side.owes:
        yield Reason(1, _("%(hub)s has not answered this month") % names)
    if side.pulse and side.pulse.needs_a_reply:
        yield Reason(1, _("%(hub)s needs something") % names)


def _of_balance(sides: Sequence[Side], days: int) -> Iterator[Reason]:
    """Activity of both sides kept apart: when one does nearly all, the other may be lost."""
    total = sum(side.deeds.number for side in sides)
    least = min(sides, key=lambda side: side.deeds.number, default=None)
    if least is None or total < FEW_STEPS or least.silent or least.deeds.number > ONE_SIDED * total:
        return
    words = _("one-sided: %(number)d of %(total)d steps in %(days)d days are by %(hub)s")
    values = {"number": least.deeds.number, "total": total, "days": days, "hub": least.name}
    yield Reason(1, words % values)
