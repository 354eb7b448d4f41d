"""What a new scenario takes over from another one."""

from collections.abc import Callable
from typing import Any

from hubs.pairing.board import Against, Board
from hubs.pairing.moves import MOVES
from hubs.pairing.pools import Pools


def board_like(pools: Pools, other: Board) -> Board:
    """An empty board with the locks and forbidden pairs of another one that can still be."""
    board = Board()
    for act, pairs in (("allow", other.allowed), ("forbid", other.forbidden)):
        for two, reason in sorted(pairs.items()):
            board = _if_possible(MOVES[act], board, pools, two, reason)
    for group in sorted(other.locked):
        paired = _if_possible(MOVES["pair"], board, pools, group)
        board = _if_possible(MOVES["lock"], paired, pools, group)
    return board


def _if_possible(act: Callable[..., Board], board: Board, *said: Any) -> Board:
    try:
        return act(board, *said)
    except Against:
        return board
