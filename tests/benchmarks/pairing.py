"""Measure pairing against the bare solver on a ready matrix: `python -m tests.benchmarks.pairing`.

In each round the bare solver, the matrix of scores and the pairing with all constraints take turns; of
each the quickest of three counts for the round, and the median of the rounds in the end. Times are those
of the processor, on one core, so that other work beside it disturbs little. `--write` puts the table into
docs/pairing.md.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy comes in: one core, as the bare solver

import argparse
import gc
import platform
import random
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from scipy.optimize import linear_sum_assignment

from hubs.pairing.fit import WEIGHTS
from hubs.pairing.matrices import scores
from hubs.pairing.office_hours import forget
from hubs.pairing.problem import Candidate, Problem
from hubs.pairing.profiles import Hours, Place, Profile, Wish
from hubs.pairing.solve import solve

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "pairing.md"
BEGINS, ENDS = "<!-- measured -->", "<!-- end of what was measured -->"
GOAL = 3
SMALLEST = 500  # below it, a few milliseconds in all
TRIES = 3
HOURS = Hours(2027)
EUROPE = [("Lisbon", "PT"), ("Madrid", "ES"), ("Paris", "FR"), ("Berlin", "DE"), ("Rome", "IT"),
          ("Athens", "GR"), ("Sofia", "BG"), ("Tallinn", "EE"), ("Stockholm", "SE"), ("Warsaw", "PL"),
          ("Dublin", "IE")]  # fmt: skip
AMERICA = [("Fortaleza", "BR"), ("Sao_Paulo", "BR"), ("Manaus", "BR"), ("Bogota", "CO"), ("Lima", "PE"),
           ("Santiago", "CL"), ("Mexico_City", "MX"), ("Costa_Rica", "CR"), ("Panama", "PA"),
           ("Montevideo", "UY"), ("Asuncion", "PY"), ("Guayaquil", "EC"), ("Barbados", "BB")]  # fmt: skip
AREAS = ["ai", "blockchain", "cloud", "cybersecurity", "vre", "5g"]
KINDS = ["test", "skills", "infrastructure", "funding", "networking", "incubation", "consulting", "data"]
ALL = {**WEIGHTS, "size": 5, "maturity": 5, "contact": 5}


def profiles(region: str, size: int, other: str, places: Sequence[tuple[str, str]]) -> list[Profile]:
    """Hubs as they apply: two or three of everything, five wished partners, one earlier contact."""
    drawn = random.Random(f"{region} {size}")
    continent = "Europe" if region == "EU" else "America"
    return [_profile(drawn, f"{region}{number}", other, size, continent, places) for number in range(size)]


def _profile(drawn: random.Random, key: str, other: str, size: int, continent: str, places: Any) -> Profile:
    city, country = drawn.choice(places)
    wished = drawn.sample(range(size), 5)
    return Profile(
        key,
        areas=_some(drawn, AREAS),
        offers=frozenset(Wish(drawn.choice(AREAS), drawn.choice(KINDS)) for _ in range(4)),
        needs=frozenset(Wish(drawn.choice(AREAS), drawn.choice(KINDS)) for _ in range(3)),
        languages=_some(drawn, ["en", "es", "pt", "fr"]),
        place=Place(f"{continent}/{city}", country),
        bella=drawn.choice(["connected", "eligible", "unknown"]),
        size=drawn.randint(1, 5),
        maturity=drawn.randint(1, 5),
        contacts=frozenset({f"{other}{drawn.randrange(size)}"}),
        prefers=tuple(frozenset({f"{other}{number}"}) for number in wished),
    )


def _some(drawn: random.Random, codes: list[str]) -> frozenset[str]:
    return frozenset(drawn.sample(codes, drawn.randint(1, 3)))


def problem(first: Sequence[Profile], second: Sequence[Profile], table: Any) -> Problem:
    """With one pair of regions left out, as many forbidden pairs as hubs, locked pairs, and hubs that
    take two.
    """
    size, drawn = len(first), random.Random(len(first))
    pairs = {(drawn.choice(first).key, drawn.choice(second).key) for _ in range(size)}
    locked = {(first[number].key, second[number].key) for number in range(0, size, 50)}
    pools = [
        tuple(Candidate(one.key, f"{name}{number % 4}", 2 if name == "EU" and number % 100 == 1 else 1)
              for number, one in enumerate(pool))
        for name, pool in (("EU", first), ("LAC", second))
    ]  # fmt: skip
    regions = {(f"EU{here}", f"LAC{there}") for here in range(4) for there in range(4)} - {("EU0", "LAC3")}
    return Problem(*pools, table, frozenset(pairs - locked), frozenset(locked), frozenset(regions))


def measure(size: int, rounds: int) -> dict[str, float]:
    """Milliseconds of each part; `first time` is the matrix with no calendar known yet."""
    first, second = profiles("EU", size, "LAC", EUROPE), profiles("LAC", size, "EU", AMERICA)
    forget()
    taken = {"first time": [_milliseconds(lambda: scores(first, second, HOURS, ALL))]}
    ready = scores(first, second, HOURS, ALL)
    constrained = problem(first, second, ready)
    ways: dict[str, Callable[[], Any]] = {
        "bare": lambda: linear_sum_assignment(ready, maximize=True),
        "matrix": lambda: scores(first, second, HOURS, ALL),
        "solving": lambda: solve(constrained.but()),
    }
    for _round in range(rounds):
        for name, way in ways.items():
            taken.setdefault(name, []).append(min(_milliseconds(way) for _ in range(TRIES)))
    return {name: median(times) for name, times in taken.items()}


def _milliseconds(way: Callable[[], Any]) -> float:
    gc.collect()
    started = time.process_time()
    way()
    return (time.process_time() - started) * 1000


def table(results: dict[int, dict[str, float]]) -> str:
    head = [
        "hubs",
        "bare solver",
        "matrix",
        "solving",
        "both, to bare",
        "goal",
        "matrix, first time in a process",
    ]
    lines = [head, ["---"] * len(head)]
    for size, taken in results.items():
        ratio = (taken["matrix"] + taken["solving"]) / taken["bare"]
        verdict = "none" if size < SMALLEST else "met" if ratio <= GOAL else f"missed ({GOAL})"
        times = [f"{taken[name]:.1f} ms" for name in ("bare", "matrix", "solving")]
        lines.append(
            [f"{size:,} × {size:,}", *times, f"{ratio:.2f}", verdict, f"{taken['first time']:.0f} ms"]
        )
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def written(text: str, measured: str, rounds: int) -> str:
    """The document with the new table between its two marks."""
    before, rest = text.split(BEGINS)
    after = rest.split(ENDS)[1]
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "scipy"))
    said = (
        f"{datetime.now(UTC).date()}, median of {rounds} rounds, {os.cpu_count()} cores under a load of "
        f"{os.getloadavg()[1]:.1f}, {platform.system()}, Python {platform.python_version()}, {packages}."
    )
    return f"{before}{BEGINS}\n\n{said}\n\n{measured}\n\n{ENDS}{after}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.pairing", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 500, 2_000], help="hubs in each pool")
    parser.add_argument("--write", action="store_true", help="write the table into docs/pairing.md")
    asked = parser.parse_args()
    results = {size: measure(size, asked.rounds) for size in asked.sizes}
    print(table(results))
    if asked.write:
        DOCUMENT.write_text(
            written(DOCUMENT.read_text(encoding="utf-8"), table(results), asked.rounds), "utf-8"
        )


if __name__ == "__main__":
    main()
