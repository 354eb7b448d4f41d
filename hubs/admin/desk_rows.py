"""The board of a scenario arranged for its page: rows of pairs, hubs without a partner, filters."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from django.utils.translation import gettext_lazy as _

from twinning.core.words import plain, sought

Board = Mapping[str, Any]
Row = dict[str, Any]

SHOWN = {
    "": _("All"),
    "unpaired": _("Without a partner"),
    "locked": _("Locked"),
    "unlocked": _("Not locked"),
}
FEW = 24  # hubs that are found without searching
LAST = 100_000  # more points than any pair has
SORTS = {"": _("Hub"), "low": _("Lowest fit first"), "high": _("Best fit first")}


class Arrangement:
    """What of the board the reader asked for, in rows; each hub keeps the same place from move to move."""

    def __init__(self, board: Board, asked: Mapping[str, str], picked: Sequence[str] = ()) -> None:
        self.board = board
        self.asked = {name: asked.get(name, "") for name in ("q", "show", "country", "area", "sort", "hub")}
        self.hubs = {hub["key"]: hub for pool in board["pools"] for hub in pool["hubs"]}
        self.pool_of = {hub["key"]: n for n, pool in enumerate(board["pools"]) for hub in pool["hubs"]}
        self.picked = {*picked, self.asked["hub"]}
        self._numbers = count(1)

    def rows(self) -> list[Row]:
        """A row for each pair, and for each hub of the first pool that has no partner."""
        alone = [[key] for key in self.board["free"] if self.pool_of.get(key) == 0]
        rows = [self._row(pair["hubs"], pair) for pair in self.board["pairs"]]
        rows += [self._row(hubs, None) for hubs in alone]
        return self._ordered([row for row in rows if self._is_asked_for(row)])

    def trays(self) -> list[dict[str, Any]]:
        """Hubs of the other pools that have no partner, a tray for each pool."""
        return [
            {"pool": pool, "hubs": self._free(n), "total": self._number_free(n)}
            for n, pool in enumerate(self.board["pools"])
            if n
        ]

    def is_narrowed(self) -> bool:
        return any(self.asked[name] for name in ("q", "show", "country", "area", "sort"))

    def choices(self) -> dict[str, Any]:
        """What the filters offer, and what is chosen in them."""
        hubs = list(self.hubs.values())
        return {
            "asked": self.asked,
            "shows": list(SHOWN.items()),
            "sorts": list(SORTS.items()),
            "countries": sorted({hub["country"] for hub in hubs}, key=plain),
            "areas": sorted({str(area) for hub in hubs for area in hub["areas"]}, key=plain),
            "is_narrowed": self.is_narrowed(),
            "is_large": len(hubs) > FEW,
        }

    def _free(self, pool: int) -> list[Row]:
        if self.asked["show"] in ("locked", "unlocked"):
            return []
        free = [key for key in self.board["free"] if self.pool_of.get(key) == pool]
        return [self._cell(key, pool) for key in free if self._matches([self.hubs[key]])]

    def _number_free(self, pool: int) -> int:
        return sum(self.pool_of.get(key) == pool for key in self.board["free"])

    def _row(self, keys: Sequence[str], pair: Mapping[str, Any] | None) -> Row:
        here = {self.pool_of[key]: key for key in keys}
        pools = range(len(self.board["pools"]))
        return {
            "key": "-".join(keys),
            "pair": pair,
            "hubs": " ".join(keys),
            "names": [self.hubs[key]["name"] for key in keys],
            "cells": [self._cell(here[n], n) if n in here else None for n in pools],
        }

    def _cell(self, key: str, pool: int) -> Row:
        hub = self.hubs[key]
        shore = self.board["pools"][pool]["shore"]
        chosen = key in self.picked
        place = ", ".join(filter(None, [hub["city"], hub["country"]]))
        return {
            **hub,
            "pool": pool,
            "number": next(self._numbers),
            "place": place,
            "chosen": chosen,
            "shore": shore,
        }

    def _is_asked_for(self, row: Row) -> bool:
        pair, show = row["pair"], self.asked["show"]
        stands = "unpaired" if pair is None else "locked" if pair["locked"] else "unlocked"
        return show in ("", stands) and self._matches([cell for cell in row["cells"] if cell])

    def _matches(self, hubs: Iterable[Mapping[str, Any]]) -> bool:
        return any(hub["key"] in self.picked or self._is_like(hub) for hub in hubs)

    def _is_like(self, hub: Mapping[str, Any]) -> bool:
        said = plain(hub["name"], hub["city"], hub["country"])
        country, area = self.asked["country"], self.asked["area"]
        return (
            all(word in said for word in sought(self.asked["q"]))
            and country in ("", hub["country"])
            and (not area or area in map(str, hub["areas"]))
        )

    def _ordered(self, rows: list[Row]) -> list[Row]:
        if self.asked["sort"] in ("low", "high"):
            sign = 1 if self.asked["sort"] == "low" else -1
            return sorted(rows, key=lambda row: sign * row["pair"]["points"] if row["pair"] else -LAST)
        places = {key: n for n, key in enumerate(self.hubs)}
        return sorted(rows, key=lambda row: [places[key] for key in row["hubs"].split()])
