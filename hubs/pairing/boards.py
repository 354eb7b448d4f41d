"""Boards as JSON, and as the document that is solved around what stands fast on them."""

from collections.abc import Collection, Mapping
from itertools import combinations
from typing import Any

from hubs.pairing.board import Board
from hubs.pairing.problem import Pair

Document = Mapping[str, Any]


def written(board: Board) -> dict[str, Any]:
    """As JSON, always in the same order."""
    return {
        "groups": [list(group) for group in sorted(board.groups)],
        "locked": [list(group) for group in sorted(board.locked)],
        "forbidden": _with_reasons(board.forbidden),
        "allowed": _with_reasons(board.allowed),
    }


def _with_reasons(pairs: Mapping[Pair, str]) -> list[dict[str, Any]]:
    return [{"hubs": list(pair), "reason": reason} for pair, reason in sorted(pairs.items())]


def board_from(said: Mapping[str, Any]) -> Board:
    return Board(
        frozenset(map(tuple, said["groups"])),
        frozenset(map(tuple, said["locked"])),
        {tuple(one["hubs"]): one["reason"] for one in said["forbidden"]},
        {tuple(one["hubs"]): one["reason"] for one in said["allowed"]},
    )


def document_around(inputs: Document, board: Board, still: Collection[str] = ()) -> dict[str, Any]:
    """The inputs with the locks and forbidden pairs of the board; hubs in `still` stay as they are."""
    kept = board.locked | {group for group in board.groups if set(group) & set(still)}
    allowed = {frozenset(pair) for pair in board.allowed}
    said = [one for one in inputs.get("forbidden", ()) if frozenset(one["hubs"]) not in allowed]
    here = [{"hubs": list(pair), "reason": why} for pair, why in sorted(board.forbidden.items())]
    locked = sorted({pair for group in kept for pair in combinations(group, 2)})
    pools = [
        {**pool, "hubs": [_stilled(hub, board) if hub["key"] in still else hub for hub in pool["hubs"]]}
        for pool in inputs["pools"]
    ]
    return {
        **inputs,
        "pools": pools,
        "forbidden": [*said, *here],
        "locked": [{"hubs": list(pair)} for pair in locked],
        "preferences": [_but(one, allowed) for one in inputs.get("preferences", ())],
    }


def _stilled(hub: Document, board: Board) -> dict[str, Any]:
    return {**hub, "capacity": len(board.of(hub["key"]))}


def _but(preference: Document, allowed: Collection[frozenset[str]]) -> dict[str, Any]:
    hub, others = preference["hub"], preference.get("not_with", [])
    return {**preference, "not_with": [one for one in others if frozenset((hub, one)) not in allowed]}


def without(inputs: Document, keys: Collection[str]) -> dict[str, Any]:
    """The inputs without these hubs, and without a word about them."""
    gone = set(keys)
    pools = [
        {**pool, "hubs": [_forgetting(hub, gone) for hub in pool["hubs"] if hub["key"] not in gone]}
        for pool in inputs["pools"]
    ]
    preferences = [
        {
            **one,
            "prefers": _ranks(one.get("prefers", ()), gone),
            "not_with": [key for key in one.get("not_with", ()) if key not in gone],
        }
        for one in inputs.get("preferences", ())
        if one["hub"] not in gone
    ]
    pairs = {
        name: [one for one in inputs.get(name, ()) if not gone & set(one["hubs"])]
        for name in ("forbidden", "locked")
    }
    return {**inputs, "pools": pools, "preferences": preferences, **pairs}


def board_without(board: Board, keys: Collection[str]) -> Board:
    """What of the board does not concern these hubs."""
    gone = set(keys)
    return Board(
        frozenset(group for group in board.groups if not gone & set(group)),
        frozenset(group for group in board.locked if not gone & set(group)),
        {pair: why for pair, why in board.forbidden.items() if not gone & set(pair)},
        {pair: why for pair, why in board.allowed.items() if not gone & set(pair)},
    )


def _ranks(prefers: Collection[Collection[str]], gone: Collection[str]) -> list[list[str]]:
    left = [[key for key in rank if key not in gone] for rank in prefers]
    return [rank for rank in left if rank]


def _forgetting(hub: Document, gone: Collection[str]) -> dict[str, Any]:
    profile = hub.get("profile", {})
    contacts = [key for key in profile.get("contacts", ()) if key not in gone]
    return {**hub, "profile": {**profile, "contacts": contacts}}
