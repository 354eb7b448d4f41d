"""From marks to where an application stands, with plain values.

Marks and thresholds have two decimals and weights four, so all is reckoned in whole numbers and nothing
is lost. Figures are rounded down: one that is shown as 3.00 has reached 3. The ranking goes by the
figures shown: what looks like a tie is one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from math import lcm

Marks = Mapping[str, Decimal | None]  # None is an abstention
Sums = Mapping[str, tuple[int, int]]  # for each criterion the marks in hundredths, added up; how many
NONE = (0, 0)


@dataclass(frozen=True)
class Measure:
    """What scoring needs to know of a criterion."""

    code: str
    weight: Decimal = Decimal(1)
    threshold: Decimal = Decimal(0)


@dataclass(frozen=True)
class Grid:
    """The call's rules: its criteria, the overall threshold, what weights are for, and what breaks ties.

    Weights count in the total (`weights_in_total`), or the total is a plain sum and they count for the
    order alone. `tie_break` names criteria, the first decides first; without it all do in their order.
    """

    measures: tuple[Measure, ...]
    threshold: Decimal = Decimal(0)
    weights_in_total: bool = True
    tie_break: tuple[str, ...] = ()

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(one.code for one in self.measures)

    @cached_property
    def breakers(self) -> tuple[str, ...]:
        """The criteria that part what has the same figure."""
        return tuple(code for code in self.tie_break if code in self.codes) or self.codes

    @cached_property
    def figures(self) -> tuple[tuple[str, int, int, int], ...]:
        """For each criterion: its code, weight in the total, weight in the order, and threshold."""
        return tuple(
            (one.code, ten_thousandths(one.weight) if self.weights_in_total else 10_000,
             ten_thousandths(one.weight), hundredths(one.threshold))
            for one in self.measures
        )  # fmt: skip

    @cached_property
    def bar(self) -> int:
        return hundredths(self.threshold)


@dataclass(frozen=True)
class Result:
    """Where an application stands; with a criterion that nobody marked it has no total and no key.

    `weighted` is the figure that the order goes by: the total, unless weights are for the order alone.
    """

    evaluations: int
    averages: dict[str, Decimal] = field(default_factory=dict)
    total: Decimal | None = None
    weighted: Decimal | None = None
    passed: bool = False
    key: str = ""


def score(evaluations: Sequence[Marks], grid: Grid) -> Result:
    """The averages for each criterion, the total, and whether all thresholds are reached.

    Who abstains from a criterion does not count in its average.
    """
    return score_sums(sums_of(evaluations, grid), len(evaluations), grid)


def sums_of(evaluations: Sequence[Marks], grid: Grid) -> dict[str, tuple[int, int]]:
    """What `score_sums` starts from."""
    sums = {}
    for measure in grid.measures:
        given = [mark for marks in evaluations if (mark := marks.get(measure.code)) is not None]
        sums[measure.code] = (sum(map(hundredths, given)), len(given))
    return sums


def score_sums(sums: Sums, evaluations: int, grid: Grid) -> Result:
    """The same from sums and counts, which a database adds up faster than we do."""
    means = {code: sums[code][0] // sums[code][1] for code in grid.codes if sums.get(code, NONE)[1]}
    averages = {code: from_hundredths(mean) for code, mean in means.items()}
    if not means or len(means) < len(grid.codes):
        return Result(evaluations, averages)
    common = lcm(*(sums[code][1] for code in means))
    total = weighted = 0
    passed = True
    for code, shown, order, bar in grid.figures:
        one, count = sums[code]
        share = one * (common // count)
        total, weighted = total + share * shown, weighted + share * order
        passed = passed and one >= bar * count
    passed = passed and total >= grid.bar * 10_000 * common
    figure_shown, figure_ordered = total // (10_000 * common), weighted // (10_000 * common)
    key = _key(passed, figure_ordered, [means[code] for code in grid.breakers])
    return Result(
        evaluations, averages, from_hundredths(figure_shown), from_hundredths(figure_ordered), passed, key
    )


def hundredths(value: Decimal) -> int:
    return int(value.scaleb(2))


def ten_thousandths(value: Decimal) -> int:
    return int(value.scaleb(4))


@lru_cache(maxsize=4096)  # a ranking has few figures, and each of them many times
def from_hundredths(value: int) -> Decimal:
    return Decimal(value).scaleb(-2)


def ranking_key(passed: bool, figure: Decimal, averages: Sequence[Decimal]) -> str:
    """A text that sorts as the ranking does: passed first, then the figure, then what breaks ties.

    >>> ranking_key(True, Decimal("12.50"), [Decimal("4.00")])
    '1.10000001250.100400'
    """
    return _key(passed, hundredths(figure), [hundredths(one) for one in averages])


def _key(passed: bool, figure: int, averages: Sequence[int]) -> str:
    """The same from hundredths."""
    return ".".join(["1" if passed else "0", _sortable(figure, 11), *(_sortable(one, 6) for one in averages)])


def _sortable(value: int, width: int) -> str:
    """Hundredths in a fixed width, lifted so that figures below zero sort too."""
    lifted = value + 10 ** (width - 1)
    if not 0 <= lifted < 2 * 10 ** (width - 1):
        raise OverflowError(value)
    return f"{lifted:0{width}d}"


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
