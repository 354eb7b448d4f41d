"""What a dossier holds of a call, in plain values, as the tables have it now."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils.translation import override

from hubs.dossier import aftermath
from hubs.dossier.aftermath import at_of, person_of
from hubs.dossier.grounds import LANGUAGE, decided_of, rules_of, slugs_of
from hubs.dossier.reckoning import Data, stability_in
from hubs.evaluation.ranking_table import rows_of
from hubs.models import Call, Declaration


def data_of(call: Call) -> Data:
    """All of it, as it stood at one moment; drafts that were never handed in are nobody's business."""
    with override(LANGUAGE), _one_moment():
        slugs = slugs_of(call)
        data: Data = rules_of(call) | decided_of(call)
        data |= {
            "declarations": list(_declarations(slugs)),
            "ranking": rows_of(call),
            "replacements": list(aftermath.replacements(slugs)),
            "redress": list(aftermath.redress(slugs)),
            "trail": list(aftermath.trail(call, list(slugs))),
        }
    data |= {"seals": aftermath.seals(data["trail"]), "people": aftermath.people(data)}
    return data | {"stability": stability_in(data)}


@contextmanager
def _one_moment() -> Iterator[None]:
    """What is handed in meanwhile is either in all parts or in none."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _declarations(slugs: dict[int, str]) -> Iterator[Data]:
    for one in Declaration.objects.filter(expression__in=slugs).select_related("user").order_by("pk"):
        yield {
            "person": person_of(one.user),
            "application": slugs[one.expression_id],
            "conflict": one.conflict,
            "reason": one.reason,
            "at": at_of(one.at),
            "salt": one.words_salt or None,
        }
