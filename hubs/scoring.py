"""From marks to a ranking, with plain values.

Sums and thresholds are exact; figures are rounded down to hundredths, so that a figure shown as 3.00
has reached 3. The ranking goes by the figures shown: what looks like a tie is one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

HUNDREDTH = Decimal("0.01")
Marks = Mapping[str, Decimal]


@dataclass(frozen=True)
class Measure:
    """What scoring needs to know of a criterion; the order of measures breaks ties."""

    code: str
    weight: Decimal = Decimal(1)
    threshold: Decimal = Decimal(0)


@dataclass(frozen=True)
class Result:
    """Where an application stands; without evaluations it has no total and the lowest key."""

    evaluations: int
    averages: dict[str, Decimal]
    total: Decimal | None
    passed: bool
    key: str


def score(evaluations: Sequence[Marks], measures: Sequence[Measure], threshold: Decimal) -> Result:
    """The averages for each criterion, the weighted total, and whether all thresholds are reached."""
    if not evaluations:
        return Result(0, {}, None, False, "")
    exact = {measure.code: _average(evaluations, measure.code) for measure in measures}
    total = sum((exact[measure.code] * Fraction(measure.weight) for measure in measures), Fraction())
    passed = total >= Fraction(threshold) and all(
        exact[measure.code] >= Fraction(measure.threshold) for measure in measures
    )
    averages = {code: rounded_down(value) for code, value in exact.items()}
    key = ranking_key(passed, rounded_down(total), [averages[measure.code] for measure in measures])
    return Result(len(evaluations), averages, rounded_down(total), passed, key)


def _average(evaluations: Sequence[Marks], code: str) -> Fraction:
    return sum((Fraction(marks[code]) for marks in evaluations), Fraction()) / len(evaluations)


def rounded_down(value: Fraction) -> Decimal:
    """In hundredths, never more than the value."""
    return (Decimal(value.numerator * 100 // value.denominator) * HUNDREDTH).quantize(HUNDREDTH, ROUND_FLOOR)


def ranking_key(passed: bool, total: Decimal, averages: Sequence[Decimal]) -> str:
    """A text that sorts as the ranking does: passed first, then the total, then each criterion in order.

    >>> ranking_key(True, Decimal("12.50"), [Decimal("4.00")])
    '1.10000001250.100400'
    """
    return ".".join(["1" if passed else "0", _sortable(total, 11), *(_sortable(one, 6) for one in averages)])


def _sortable(value: Decimal, width: int) -> str:
    """Hundredths in a fixed width, lifted so that figures below zero sort too."""
    lifted = int(value * 100) + 10 ** (width - 1)
    if not 0 <= lifted < 2 * 10 ** (width - 1):
        raise OverflowError(value)
    return f"{lifted:0{width}d}"


def ranks(keys: Sequence[str], *, position: int = 1, larger: int = 0) -> list[int]:
    """Competition ranks (1, 2, 2, 4) of keys in their order, best first.

    For one page of a long ranking: `position` is the place of its first row, `larger` the number of
    keys in the whole ranking that are larger than the first one here.
    """
    found: list[int] = []
    for place, key in enumerate(keys):
        if not place:
            found.append(larger + 1)
        else:
            found.append(found[-1] if key == keys[place - 1] else position + place)
    return found


def proposal(standings: Sequence[tuple[str, bool]], places: int) -> list[str]:
    """What the ranking says of each (key, passed), best first; "" where it cannot decide.

    It cannot where a tie lies across the last place: nobody in it is preferred.
    """
    passed = [key for key, above in standings if above]
    cut = passed[places - 1] if 0 < places < len(passed) and passed[places - 1] == passed[places] else None
    return [
        "not_selected" if not above else "" if key == cut else "selected" if place < places else "reserve"
        for place, (key, above) in enumerate(standings)
    ]


def fits_scale(mark: Decimal, minimum: Decimal, maximum: Decimal, increment: Decimal) -> bool:
    """Whether the mark stands on the scale: between its ends, and on one of its steps."""
    return minimum <= mark <= maximum and (mark - minimum) % increment == 0


def scale(minimum: Decimal, maximum: Decimal, increment: Decimal) -> list[Decimal]:
    """All marks that may be given, lowest first."""
    steps = int((maximum - minimum) / increment)
    return [minimum + step * increment for step in range(steps + 1)]


def figure(value: Decimal) -> str:
    """The number as it is spoken of: no zeros at its end, no exponent.

    >>> figure(Decimal("10.00")), figure(Decimal("0.50"))
    ('10', '0.5')
    """
    return f"{value.normalize():f}"
