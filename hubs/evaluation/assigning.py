"""Who reads which application: enough readers for each, conflicts and languages kept, the work shared.

With plain values. A maximum flow says whether it can be done at all, and where it cannot, why; then
work is moved from the busiest to the idlest until no move brings them nearer to each other.
"""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count


@dataclass(frozen=True)
class Paper:
    """An application: the languages it may be read in (none: any), and who has it already."""

    key: int
    languages: frozenset[str] = frozenset()
    readers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Reader:
    """A reviewer: the languages they read (none: any), and how many applications they have already."""

    key: int
    languages: frozenset[str] = frozenset()
    load: int = 0


@dataclass(frozen=True)
class Shortage:
    """Applications that want `wanted` readings more, of which those who may read them can give `room`.

    For one by itself, `why` says how many of the others cannot be asked, each counted once: they read it
    already, they may not, they read none of its languages, or they have as many as they take.
    """

    papers: tuple[int, ...]
    readers: tuple[int, ...]
    wanted: int
    room: int
    why: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """New pairs of application and reader, the load of each reader with them, and what is missing."""

    pairs: tuple[tuple[int, int], ...] = ()
    loads: Mapping[int, int] = field(default_factory=dict)
    shortages: tuple[Shortage, ...] = ()


Conflicts = Collection[tuple[int, int]]


def share(
    papers: Sequence[Paper], readers: Sequence[Reader], conflicts: Conflicts, *, each: int, most: int
) -> Plan:
    """`each` readers for every application, nobody with more than `most`; where it cannot be, no pairs."""
    wanted = {paper.key: max(0, each - len(paper.readers)) for paper in papers}
    allowed = {paper.key: _allowed(paper, readers, conflicts) for paper in papers}
    loads = {reader.key: reader.load for reader in readers}
    rooms = {key: max(0, most - load) for key, load in loads.items()}
    if shortages := list(_shortages(wanted, allowed, rooms)):
        known = {paper.key: paper for paper in papers}
        return Plan(
            loads=loads,
            shortages=tuple(_explained(one, known, readers, conflicts, rooms) for one in shortages),
        )
    given = _with_least_peak(wanted, allowed, loads, most)
    for theirs in given.values():
        for reader in theirs:
            loads[reader] += 1
    _level(given, allowed, loads)
    pairs = sorted((paper, reader) for paper, theirs in given.items() for reader in theirs)
    return Plan(tuple(pairs), loads)


def _allowed(paper: Paper, readers: Iterable[Reader], conflicts: Conflicts) -> list[int]:
    return [reader.key for reader in readers if not _bar(paper, reader, conflicts)]


def _bar(paper: Paper, reader: Reader, conflicts: Conflicts) -> str:
    """Why this reader may not be asked for this application, however little they read; empty if they may."""
    if reader.key in paper.readers:
        return "reads"
    if (paper.key, reader.key) in conflicts:
        return "barred"
    speaks = not paper.languages or not reader.languages or paper.languages & reader.languages
    return "" if speaks else "speechless"


Wanted = Mapping[int, int]
Allowed = Mapping[int, Sequence[int]]
Rooms = Mapping[int, int]


def _shortages(wanted: Wanted, allowed: Allowed, rooms: Rooms) -> Iterable[Shortage]:
    """First what is short by itself; else the applications that are short together (a minimum cut)."""
    alone = [key for key in wanted if sum(rooms[one] > 0 for one in allowed[key]) < wanted[key]]
    for key in alone:
        free = tuple(one for one in allowed[key] if rooms[one] > 0)
        yield Shortage((key,), free, wanted[key], len(free))
    if alone:
        return
    given = _flow(wanted, allowed, rooms)
    if all(len(given[key]) == wanted[key] for key in wanted):
        return
    papers = _reached(wanted, allowed, given)
    theirs = sorted({one for key in papers for one in allowed[key]})
    needed = sum(wanted[key] for key in papers)
    yield Shortage(tuple(sorted(papers)), tuple(theirs), needed, sum(len(given[key]) for key in papers))


def _explained(
    shortage: Shortage,
    papers: Mapping[int, Paper],
    readers: Iterable[Reader],
    conflicts: Conflicts,
    rooms: Rooms,
) -> Shortage:
    if len(shortage.papers) > 1:
        return shortage
    paper = papers[shortage.papers[0]]
    full = {reader.key: "" if rooms[reader.key] else "full" for reader in readers}
    reasons = (_bar(paper, reader, conflicts) or full[reader.key] for reader in readers)
    return replace(shortage, why=Counter(reason for reason in reasons if reason))


def _reached(wanted: Wanted, allowed: Allowed, given: Mapping[int, set[int]]) -> set[int]:
    """The applications from which no reading can be freed for one that is short: all that are in the way."""
    holders: dict[int, set[int]] = {}
    for key, theirs in given.items():
        for reader in theirs:
            holders.setdefault(reader, set()).add(key)
    reached = {key for key in wanted if len(given[key]) < wanted[key]}
    waiting = deque(reached)
    while waiting:
        key = waiting.popleft()
        for reader in set(allowed[key]) - given[key]:
            new = holders.get(reader, set()) - reached
            reached |= new
            waiting.extend(new)
    return reached


def _with_least_peak(
    wanted: Wanted, allowed: Allowed, loads: Mapping[int, int], most: int
) -> dict[int, set[int]]:
    """The lowest most-for-each-reader with which all is given: halving between the average and `most`."""
    total = sum(wanted.values())
    low, high = min(most, (total + sum(loads.values())) // max(1, len(loads))), most
    best: dict[int, set[int]] | None = None
    while low < high or best is None:
        middle = (low + high) // 2
        given = _flow(wanted, allowed, {key: max(0, middle - load) for key, load in loads.items()})
        if sum(map(len, given.values())) == total:
            best, high = given, middle
        else:
            low = middle + 1
    return best


def _flow(wanted: Wanted, allowed: Allowed, rooms: Rooms) -> dict[int, set[int]]:
    """As many readings as can be given: a maximum flow from applications to readers."""
    import numpy
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import maximum_flow

    number = count(1)
    papers = {key: next(number) for key in sorted(wanted)}
    readers = {key: next(number) for key in sorted(rooms)}
    sink = next(number)
    edges = [(0, papers[key], wanted[key]) for key in papers]
    edges += [(papers[key], readers[one], 1) for key in papers for one in allowed[key]]
    edges += [(readers[key], sink, rooms[key]) for key in readers]
    rows, columns, sizes = (numpy.array(part, dtype=numpy.int32) for part in zip(*edges, strict=True))
    graph = csr_matrix((sizes, (rows, columns)), shape=(sink + 1, sink + 1), dtype=numpy.int32)
    flow = maximum_flow(graph, 0, sink).flow
    names = {place: key for key, place in readers.items()}
    given: dict[int, set[int]] = {key: set() for key in papers}
    for key, place in papers.items():
        row = flow[place].tocoo()
        given[key] = {names[int(to)] for to, size in zip(row.col, row.data, strict=True) if size > 0}
    return given


def _level(given: dict[int, set[int]], allowed: Allowed, loads: dict[int, int]) -> None:
    """Move readings from busy to idle readers, also through others, while two differ by more than one."""
    while path := _next_move(given, allowed, loads):
        for paper, giver, taker in path:
            given[paper].remove(giver)
            given[paper].add(taker)
        loads[path[0][1]] -= 1
        loads[path[-1][2]] += 1


Move = tuple[int, int, int]  # application, giver, taker


def _next_move(given: Mapping[int, set[int]], allowed: Allowed, loads: Mapping[int, int]) -> list[Move]:
    """From the busiest reader who can be relieved."""
    busiest_first = sorted(loads, key=lambda key: (-loads[key], key))
    ways = (_way_down(key, given, allowed, loads) for key in busiest_first)
    return next((way for way in ways if way), [])


def _way_down(
    start: int, given: Mapping[int, set[int]], allowed: Allowed, loads: Mapping[int, int]
) -> list[Move]:
    """The shortest chain of moves from this reader to one who has at least two fewer."""
    held: dict[int, list[int]] = {}
    for paper, theirs in given.items():
        for reader in theirs:
            held.setdefault(reader, []).append(paper)
    came: dict[int, Move | None] = {start: None}
    waiting = deque([start])
    while waiting:
        giver = waiting.popleft()
        if loads[giver] <= loads[start] - 2:
            return _chain(giver, came)
        for paper in held.get(giver, ()):
            for taker in allowed[paper]:
                if taker not in came and taker not in given[paper]:
                    came[taker] = (paper, giver, taker)
                    waiting.append(taker)
    return []


def _chain(end: int, came: Mapping[int, Move | None]) -> list[Move]:
    chain: list[Move] = []
    move = came[end]
    while move is not None:
        chain.append(move)
        move = came[move[1]]
    return chain[::-1]
