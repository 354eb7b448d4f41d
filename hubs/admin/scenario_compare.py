"""Two to four scenarios of a call side by side: their figures, and the pairs in which they differ."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hubs.desk.board import board_of
from hubs.models import Scenario

AT_MOST = 4
Board = Mapping[str, Any]


@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """What was checked on the list; of one call."""
    asked = [int(pk) for pk in request.GET.getlist("scenario") if pk.isdecimal() and len(pk) < 10]
    found = Scenario.objects.visible_to(request.user).filter(pk__in=asked).select_related("call")
    scenarios = sorted(found, key=lambda one: asked.index(one.pk))
    if not 2 <= len(scenarios) <= AT_MOST or len({one.call_id for one in scenarios}) > 1:
        messages.error(request, _("Choose two to four scenarios of one call."))
        query = f"?call={scenarios[0].call_id}" if scenarios else ""
        return redirect(reverse("admin:hubs_scenario_changelist") + query)
    boards = [board_of(one, request.user, changes=False) for one in scenarios]
    context = admin.site.each_context(request) | {
        "title": _("Scenarios side by side"),
        "call": scenarios[0].call,
        "scenarios_url": reverse("admin:hubs_scenario_changelist") + f"?call={scenarios[0].call_id}",
        "boards": boards,
        "figures": figures_beside(boards),
        "pairs": pairs_beside(boards),
        "alike": len(set.intersection(*(_pairs(board) for board in boards))),
        "opts": Scenario._meta,
    }
    return render(request, "admin/hubs/scenario/compare.html", context)


def figures_beside(boards: Sequence[Board]) -> list[dict[str, Any]]:
    """A line for each figure that any of them has."""
    labels = {figure["code"]: figure["label"] for board in boards for figure in board["figures"]}
    by_code = [{figure["code"]: figure for figure in board["figures"]} for board in boards]
    return [
        {"label": label, "values": [figures.get(code) for figures in by_code]}
        for code, label in labels.items()
    ]


def pairs_beside(boards: Sequence[Board]) -> list[dict[str, Any]]:
    """For each hub of the first pool that they pair differently: with whom, and how well that fits."""
    hubs = {hub["key"]: hub["name"] for board in boards for hub in board["pools"][0]["hubs"]}
    lines = []
    for key, name in hubs.items():
        cells = [_of(board, key) for board in boards]
        if len({tuple(one["names"] for one in cell) for cell in map(_plain, cells)}) > 1:
            lines.append({"name": name, "cells": cells})
    return lines


def _plain(cell: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    return [{"names": one["names"]} for one in cell]


def _of(board: Board, key: str) -> list[dict[str, Any]]:
    """The twins of a hub on this board."""
    return [
        {
            "names": " – ".join(pair["names"][1:]),
            "score": pair["score"],
            "locked": pair["locked"],
        }
        for pair in board["pairs"]
        if pair["hubs"][0] == key
    ]


def _pairs(board: Board) -> set[tuple[str, ...]]:
    return {tuple(pair["hubs"]) for pair in board["pairs"]}
