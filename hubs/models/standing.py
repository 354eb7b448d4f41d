"""Where an expression stands in the ranking of its call and region."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from django.db import connections, models
from django.utils.translation import gettext_lazy as _

from hubs.models.conflict import conflicted_with


class Place(NamedTuple):
    """The rank of a key, how many stand exactly alike, and the keys before and after it."""

    rank: int
    peers: int
    before: str | None
    after: str | None


class StandingQuerySet(models.QuerySet["Standing"]):
    def visible_to(self, user: Any, interests: Collection[int] | None = None) -> "StandingQuerySet":
        """The ranking is the office's, without what a person has an interest in.

        `interests`: theirs, where they were read already (`interests_of`).
        """
        if not getattr(user, "works_in_office", False):
            return self.none()
        if interests is not None:
            return self.exclude(expression__in=interests)
        return self.exclude(expression__in=conflicted_with(user))

    def best_first(self) -> "StandingQuerySet":
        return self.order_by("-key", "expression_id")

    def places_of(self, keys: Iterable[str]) -> dict[str, Place]:
        """Where these stand among all of this queryset: one query, whatever is shown of the ranking.

        What nobody can rank yet has no key, and stands nowhere.
        """
        wanted = sorted({key for key in keys if key}, reverse=True)
        here = self.order_by().values_list("key")
        if not wanted or here.query.is_empty():
            return {}
        sql, params = here.query.sql_with_params()
        stretches = ", ".join(["(%s, %s)"] * len(wanted))
        statement = PLACES.format(here=f"({sql}) AS here", stretches=stretches)
        ends = chain.from_iterable(zip(wanted, [HIGHEST, *wanted], strict=False))
        with connections[self.db].cursor() as cursor:
            cursor.execute(statement, [*params * 4, *ends])
            return dict(_placed(cursor.fetchall()))


def _placed(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[str, Place]]:
    """From the stretches between the keys to their places."""
    larger = 0
    for key, between, peers, before, after in rows:
        larger += between
        yield key, Place(larger + 1, peers, before, after)


# Every part of it reads a stretch of an index, and no two stretches overlap: what stands above a key is
# counted from there to the next key that was asked for.
HIGHEST = "2"
PLACES = """
    SELECT asked.column1,
      (SELECT COUNT(*) FROM {here} WHERE here.key > asked.column1 AND here.key <= asked.column2),
      (SELECT COUNT(*) FROM {here} WHERE here.key = asked.column1),
      (SELECT MIN(here.key) FROM {here} WHERE here.key > asked.column1),
      (SELECT MAX(here.key) FROM {here} WHERE here.key < asked.column1)
    FROM (VALUES {stretches}) AS asked
    ORDER BY 1 DESC
"""


class Source(models.TextChoices):
    """What the marks of a standing are taken from."""

    MEAN = "mean", _("mean of the evaluations")
    CONSENSUS = "consensus", _("consensus")


class Standing(models.Model):
    """Where an expression stands in its call and region: kept at writing, so that reading is one
    indexed query. `key` sorts as the ranking does (see `hubs.evaluation.scoring`); `marks` are texts.

    `weighted` is the figure that the order goes by, `spread` how far the reviewers are apart for each
    criterion, and `widest` the largest of these.
    """

    expression = models.OneToOneField("hubs.Expression", models.CASCADE, related_name="standing")
    call = models.ForeignKey("hubs.Call", models.CASCADE, related_name="standings")
    region = models.ForeignKey("hubs.Region", models.PROTECT, related_name="+")
    evaluations = models.PositiveSmallIntegerField(_("evaluations"), default=0)
    source = models.CharField(_("marks from"), max_length=9, choices=Source, default=Source.MEAN)
    total = models.DecimalField(_("total"), max_digits=8, decimal_places=3, null=True)
    weighted = models.DecimalField(_("figure for the order"), max_digits=9, decimal_places=2, null=True)
    passed = models.BooleanField(_("above all thresholds"), default=False)
    marks = models.JSONField(_("marks"), default=dict)
    spread = models.JSONField(_("spread"), default=dict)
    widest = models.DecimalField(_("widest spread"), max_digits=5, decimal_places=2, default=0)
    key = models.CharField(max_length=200, default="")

    objects: Any = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        indexes = [
            models.Index(fields=["call", "region", "-key", "expression"], name="hubs_standing_ranking"),
            models.Index(
                fields=["call", "region", "-widest", "-key", "expression"], name="hubs_standing_widest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expression_id}: {self.total}"
