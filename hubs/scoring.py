"""From marks to a ranking, with plain values.

Marks, weights and thresholds have two decimals, so all is reckoned in whole hundredths and nothing is
lost. Figures are rounded down: one that is shown as 3.00 has reached 3. The ranking goes by the figures
shown: what looks like a tie is one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

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
    count = len(evaluations)
    sums = {one.code: sum(hundredths(marks[one.code]) for marks in evaluations) for one in measures}
    total = sum(sums[measure.code] * hundredths(measure.weight) for measure in measures)
    passed = total >= hundredths(threshold) * 100 * count and all(
        sums[measure.code] >= hundredths(measure.threshold) * count for measure in measures
    )
    averages = {code: from_hundredths(one // count) for code, one in sums.items()}
    rounded = from_hundredths(total // (100 * count))
    key = ranking_key(passed, rounded, list(averages.values()))
    return Result(count, averages, rounded, passed, key)


def hundredths(value: Decimal) -> int:
    return int(value.scaleb(2))


def from_hundredths(value: int) -> Decimal:
    return Decimal(value).scaleb(-2)


def ranking_key(passed: bool, total: Decimal, averages: Sequence[Decimal]) -> str:
    """A text that sorts as the ranking does: passed first, then the total, then each criterion in order.

    >>> ranking_key(True, Decimal("12.50"), [Decimal("4.00")])
    '1.10000001250.100400'
    """
    return ".".join(["1" if passed else "0", _sortable(total, 11), *(_sortable(one, 6) for one in averages)])


def _sortable(value: Decimal, width: int) -> str:
    """Hundredths in a fixed width, lifted so that figures below zero sort too."""
    lifted = hundredths(value) + 10 ** (width - 1)
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
