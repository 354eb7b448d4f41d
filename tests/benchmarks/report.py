"""The results as a table, and as the document."""

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.measuring import Times
from tests.benchmarks.pages import EMPTY, GROWTH, LEAN, PAGES, Page

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "benchmarks.md"
FLOORS = [Page(path, path, path, 1) for path in (EMPTY, LEAN)]
NAMES = {EMPTY: "the empty page", LEAN: "the lean page", "sqlite": "SQLite", "postgresql": "PostgreSQL"}
Reckoned = Mapping[int, Mapping[str, float]]  # by size: what was reckoned, and the seconds it took
INTRODUCTION = """\
# What pages cost in time

`{command}` seeds a programme of {sizes} hubs (each with two applications, three
evaluations of one of them, a published portfolio of four services and a twinning; as many events and
practices, a tenth as many calls), serves it as in production (uvicorn, no debugging, one process for each
size) and asks for each page one request after the other over one connection. Times are milliseconds from
the request to the last byte: the quickest of three requests, and of these the median over {rounds} rounds in
which all pages and sizes take turns. They hold for one machine on one day; the ratios hold elsewhere too.

Public pages stand here in three ways. *As served* to visitors, and *signed in* as served to somebody of a
hub, a page is kept: until something changes that the public is shown, and for no longer than the minute;
what is written behind the scenes leaves it. Whoever signed in gets a masthead drawn for them, and on
pages of their own hub and of a call what is theirs. *Anew* everything is renewed before each request, as
for the first reader after a change: all is asked for again, but pages, rows and parts that say the same as
before are not drawn again; what the programme settled about itself (its name, regions, technology areas)
and what the version of a hub or a call tells stays as well. Other pages of people who signed in are always
drawn; what a desk, a reviewer's list or the list of plans gathers is kept for its person, and the rows of
the ranking and of applications for all in the office who may see the same.

Pages are measured against two floors that the same processes serve through the same middleware to the
same reader: the *empty page* is a constant template, the *lean page* one indexed query and fifty rows of
five columns in a template. The goals: lists of fifty rows take at most twice the lean page, pages of one
record at most three times the empty page, lists of the selection at most three times the lean page, and
nothing takes more than {growth} times as long on the largest size as on the smallest. A ranking of 10,000
applications is to be reckoned in 1 s, and the stability of a ranking of 200 in 2 s.

`.venv/bin/python -m tests.benchmarks --write` writes this page anew. Queries, rows and bytes of each page,
which no noise can touch, are held by `tests/test_budgets.py`.

{day}, {cores} cores under a load of {load:.1f}, {system}, Python {python}, {packages}.
"""


def rows(times: Times, sizes: Sequence[int]) -> list[list[str]]:
    """A row for each floor and page measured: its times, the ratios, and whether the goals are met."""
    known = {page for page, _size in times}
    floors = [
        [NAMES[floor.path], *(f"{times[floor, size]:.1f}" for size in sizes), "", "", ""]
        for floor in FLOORS
        if floor in known
    ]
    return floors + [_row(page, times, sizes) for page in PAGES if page in known]


def _row(page: Page, times: Times, sizes: Sequence[int]) -> list[str]:
    least, most = min(sizes), max(sizes)
    ratio = times[page, most] / times[page.its_floor, most]
    growth = times[page, most] / times[page, least]
    missed = [f"floor ({page.most:g})"] if ratio > page.most else []
    missed += [f"growth ({GROWTH:g})"] if growth > GROWTH else []
    floor = NAMES[page.floor].removeprefix("the ").removesuffix(" page")
    verdict = "missed: " + ", ".join(missed) if missed else "met"
    return [
        page.name,
        *(f"{times[page, size]:.1f}" for size in sizes),
        f"{ratio:.2f} × {floor}",
        f"{growth:.2f}",
        verdict,
    ]


def table(times: Times, sizes: Sequence[int]) -> str:
    """In columns that can be read as they are, and by Markdown."""
    head = ["page", *(f"{size:,}" for size in sizes), "to its floor", "growth", "goals"]
    lines = [head, *rows(times, sizes)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in lines
    )


def seconds(reckoned: Reckoned) -> str:
    """How long a ranking and its stability take to reckon: goals are 1 s for 10,000, and 2 s for 200."""
    lines = [
        f"- {size:,} applications: " + ", ".join(f"{name} {taken:.2f} s" for name, taken in parts.items())
        for size, parts in sorted(reckoned.items())
    ]
    return "\n".join(lines)


def document(
    command: str,
    results: Mapping[str, Times],
    reckoned: Mapping[str, Reckoned],
    sizes: Sequence[int],
    rounds: int,
) -> str:
    """No name of a host and no path stands in it."""
    said = INTRODUCTION.format(
        command=command,
        sizes=" and ".join(f"{size:,}" for size in sizes),
        rounds=rounds,
        growth=GROWTH,
        day=datetime.now(UTC).date(),
        cores=os.cpu_count(),
        load=os.getloadavg()[1],
        system=platform.system(),
        python=platform.python_version(),
        packages=", ".join(f"{name} {version(name)}" for name in ("Django", "uvicorn", "psycopg2-binary")),
    )
    tables = [
        f"\n## {NAMES[name]}\n\n{table(times, sizes)}\n\nReckoned anew:\n\n{seconds(reckoned[name])}\n"
        for name, times in results.items()
    ]
    return said + "".join(tables)
