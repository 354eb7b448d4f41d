"""The answer to a case, as a document of the schema `twinning-pairing-result/1`."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from hubs.pairing.alternatives import alternatives
from hubs.pairing.choice import blocking, regrets
from hubs.pairing.fit import fit
from hubs.pairing.pools import Group
from hubs.pairing.problem import Infeasible, Pair, Problem
from hubs.pairing.reading import Case
from hubs.pairing.relax import Constraint, relax
from hubs.pairing.saying import Said
from hubs.pairing.schema import RESULT
from hubs.pairing.solve import Solution, solve
from hubs.pairing.stable import stable
from hubs.pairing.threes import Grouping, next_best, solve_pools
from hubs.pairing.wholes import OutOfTime

Answer = dict[str, Any]


def answer(case: Case) -> Answer:
    """The best pairing and what stands beside it; or, if there is none, what to relax."""
    try:
        found = _of_two(case) if len(case.document["pools"]) == 2 else _of_three(case)
    except Infeasible:
        relaxation = relax(case.pools)
        what = [_constraint(case, one) for one in relaxation.constraints]
        return {"schema": RESULT, "solved": False, "proved": relaxation.proved, "relax": what}
    except OutOfTime:
        return {"schema": RESULT, "solved": False, "proved": False, "relax": []}
    return {"schema": RESULT, "solved": True, **found}


def _of_two(case: Case) -> Answer:
    problem = case.problem
    best = solve(problem)
    others = alternatives(problem, case.alternatives) if case.alternatives else []
    return {
        "total": best.total,
        "proved": True,
        **_twinnings(case, best.pairs),
        **_choice(case, problem, best),
        "alternatives": [
            _alternative(other.total, other.less, other.pairs, other.gone, other.new) for other in others
        ],
    }


def _of_three(case: Case) -> Answer:
    best = solve_pools(case.pools)
    others = next_best(case.pools, best, case.alternatives)
    return {
        "total": best.total,
        "proved": best.proved,
        **_twinnings(case, best.groups),
        "alternatives": [_differing(best, other) for other in others],
    }


def _differing(best: Grouping, other: Grouping) -> Answer:
    gone = [group for group in best.groups if group not in other.groups]
    new = [group for group in other.groups if group not in best.groups]
    return _alternative(other.total, best.total - other.total, other.groups, gone, new)


def _alternative(
    total: int, less: int, groups: Iterable[Group], gone: Iterable[Group], new: Iterable[Group]
) -> Answer:
    lists = {"twinnings": groups, "gone": gone, "new": new}
    return {"total": total, "less": less, **{name: _lists(these) for name, these in lists.items()}}


def _lists(groups: Iterable[Group]) -> list[list[str]]:
    return [list(group) for group in groups]


def _twinnings(case: Case, groups: Sequence[Group]) -> Answer:
    taken = {key for group in groups for key in group}
    return {
        "twinnings": [
            {
                "hubs": list(group),
                "score": case.pools.score(group),
                "pairs": [_pair(case, pair) for pair in combinations(group, 2)],
            }
            for group in groups
        ],
        "without": [key for key in case.by_key if key not in taken],
    }


def _pair(case: Case, pair: Pair) -> Answer:
    first, second = (case.by_key[key] for key in pair)
    parts = fit(first, second, case.hours, case.weights).parts if case.has_profiles else ()
    return {
        "hubs": list(pair),
        "score": case.pools.pair_score(pair),
        "locked": pair in case.pools.locked,
        "parts": [
            {
                "code": part.code,
                "most": part.most,
                "value": part.value,
                "points": part.points,
                "reason": _said(case, part.said),
            }
            for part in parts
        ],
    }


def _said(case: Case, said: Said) -> Answer:
    """The sentence to translate, what fills it, and for whoever reads the document itself, in English."""
    return {"says": said.says, "values": _plain(said.values), "text": said.in_english(case.names)}


def _plain(value: Any) -> Any:
    """Lists for tuples, all the way down, as JSON has it."""
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _choice(case: Case, problem: Problem, best: Solution) -> Answer:
    """The best pairing and the stable one, and what each loses against the other."""
    if not any(case.wishes.values()):
        return {}
    other = stable(problem, case.wishes)
    if other is None:
        return {}
    ours = _chosen(case, problem, best.pairs, proved=True, complete=True)
    theirs = _chosen(case, problem, other.pairs, proved=other.best, complete=other.complete)
    regret = [sum(one["regret"].values()) for one in (ours, theirs)]
    return {
        "choice": {
            "best": ours,
            "stable": theirs,
            "stable_loses": best.total - other.total,
            "best_loses": {"blocking": len(ours["blocking"]), "regret": regret[0] - regret[1]},
        }
    }


def _chosen(case: Case, problem: Problem, pairs: Sequence[Pair], *, proved: bool, complete: bool) -> Answer:
    return {
        "total": problem.total(pairs),
        "twinnings": _lists(pairs),
        "blocking": _lists(blocking(problem, case.wishes, pairs)),
        "regret": regrets(problem, case.wishes, pairs),
        "proved": proved,
        "complete": complete,
    }


def _constraint(case: Case, one: Constraint) -> Answer:
    names = list(one.names)
    reasons = case.reasons.get((names[0], names[1]), []) if one.kind == "forbidden" else []
    return {"kind": one.kind, "names": names, "reasons": reasons, "said": _said(case, one.said)}
