"""Where an expression stands in the ranking of its call and region."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connections, models
from django.utils.translation import gettext_lazy as _

from hubs.models.conflict import conflicted_with


class Place(NamedTuple):
    """The rank, the number of the row, how many stand exactly alike, and the keys before and after it."""

    rank: int
    row: int
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

    def places_of(self, expressions: Sequence[int]) -> dict[int, Place]:
        """Where these stand among all of this queryset: one query, whatever is shown of the ranking.

        What nobody can rank yet stands nowhere.
        """
        found = dict.fromkeys(expressions, Place(0, 0, 0, None, None))
        here = self.order_by().values_list("expression_id", "key")
        if not expressions or here.query.is_empty():
            return found
        sql, params = here.query.sql_with_params()
        statement = PLACES.format(here=f"({sql}) AS here", marks=", ".join(["%s"] * len(expressions)))
        with connections[self.db].cursor() as cursor:
            cursor.execute(statement, [*params * 6, *expressions])
            found.update(_placed(cursor.fetchall()))
        return found


def _placed(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[int, Place]]:
    """From the stretches between the rows to their places; rows with the same key stand together."""
    larger = 0
    for key, alike in groupby(rows, key=itemgetter(1)):
        tied = list(alike)
        larger += tied[0][2]
        above, (rest, below) = tied[0][3], tied[-1][5:]
        ends = list(accumulate(row[4] for row in tied))
        peers = ends[-1] + rest
        for row, within in zip(tied, ends, strict=True):
            before, after = key if within > 1 else above, key if within < peers else below
            yield row[0], Place(larger + 1, larger + within, peers, before, after)


# Every part of it reads a stretch of an index, and no two stretches overlap: the keys are counted from one
# of those asked for to the next, and so are the applications that have the same one. "2" is above any key.
PLACES = """
    SELECT expression_id, key,
      CASE WHEN earlier IS NULL THEN (SELECT COUNT(*) FROM {here}
        WHERE here.key > asked.key AND here.key <= asked.above) END,
      CASE WHEN earlier IS NULL THEN (SELECT MIN(here.key) FROM {here} WHERE here.key > asked.key) END,
      (SELECT COUNT(*) FROM {here} WHERE here.key = asked.key
        AND here.expression_id > COALESCE(asked.earlier, 0) AND here.expression_id <= asked.expression_id),
      CASE WHEN later IS NULL THEN (SELECT COUNT(*) FROM {here}
        WHERE here.key = asked.key AND here.expression_id > asked.expression_id) END,
      CASE WHEN later IS NULL THEN (SELECT MAX(here.key) FROM {here} WHERE here.key < asked.key) END
    FROM (
      SELECT expression_id, key, COALESCE(LAG(key) OVER (ORDER BY key DESC, expression_id), '2') AS above,
        LAG(expression_id) OVER (PARTITION BY key ORDER BY expression_id) AS earlier,
        LEAD(expression_id) OVER (PARTITION BY key ORDER BY expression_id) AS later
      FROM {here} WHERE expression_id IN ({marks}) AND key <> ''
    ) AS asked
    ORDER BY key DESC, expression_id
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
