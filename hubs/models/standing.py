"""Where an expression stands in the ranking of its call and region."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connections, models
from django.db.models import Count, F, Window
from django.db.models.functions import Lag, Lead, Rank, RowNumber
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
    def visible_to(self, user: Any) -> "StandingQuerySet":
        """The ranking is the office's, without what a person has an interest in."""
        if not getattr(user, "works_in_office", False):
            return self.none()
        return self.exclude(expression__in=conflicted_with(user))

    def best_first(self) -> "StandingQuerySet":
        return self.order_by("-key", "expression_id")

    def places_of(self, expressions: Sequence[int]) -> dict[int, Place]:
        """Where these stand among all of this queryset: one query, whatever is shown of the ranking."""
        order: Any = [F("key").desc(), F("expression_id").asc()]
        windows = {
            "place": Window(Rank(), order_by=F("key").desc()),
            "number": Window(RowNumber(), order_by=order),
            "peers": Window(Count("*"), partition_by=F("key")),
            "before": Window(Lag("key"), order_by=order),
            "after": Window(Lead("key"), order_by=order),
        }
        ranked = self.order_by().annotate(**windows).values_list("expression_id", *windows)
        if not expressions or ranked.query.is_empty():
            return {}
        sql, params = ranked.query.sql_with_params()
        marks = ", ".join(["%s"] * len(expressions))
        with connections[self.db].cursor() as cursor:
            narrowed = f"SELECT * FROM ({sql}) AS ranked WHERE expression_id IN ({marks})"  # noqa: S608
            cursor.execute(narrowed, [*params, *expressions])
            return {expression: Place(*place) for expression, *place in cursor.fetchall()}


class Source(models.TextChoices):
    """What the marks of a standing are taken from."""

    MEAN = "mean", _("mean of the evaluations")
    CONSENSUS = "consensus", _("consensus")


class Standing(models.Model):
    """Where an expression stands in its call and region: kept at writing, so that reading is one
    indexed query. `key` sorts as the ranking does (see `hubs.scoring`); `marks` are texts.

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
            models.Index(fields=["call", "region", "-key", "expression"], name="hubs_standing_ranking")
        ]

    def __str__(self) -> str:
        return f"{self.expression_id}: {self.total}"
