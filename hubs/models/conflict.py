"""Conflicts of interest: what people declare, what is known of them, and what that hides from them."""

from functools import cache
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models.hub import Membership
from hubs.models.reviewer import Reviewer
from twinning.core.keeping import until_change

NOBODY = -1  # stands for a person's key


class EarlierPartnerQuerySet(models.QuerySet["EarlierPartner"]):
    def visible_to(self, user: Any) -> "EarlierPartnerQuerySet":
        """One's own; the office sees all."""
        if not user.is_authenticated:
            return self.none()
        return self.all() if user.works_in_office else self.filter(reviewer=user)


class EarlierPartner(models.Model):
    """A hub that a person has worked with before, as they say themselves."""

    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="earlier_partners", verbose_name=_("person")
    )
    hub = models.ForeignKey("hubs.Hub", models.CASCADE, related_name="+", verbose_name=_("hub"))
    since = models.DateTimeField(default=timezone.now, editable=False)

    objects: Any = EarlierPartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier partner")
        verbose_name_plural = _("earlier partners")
        constraints = [models.UniqueConstraint(fields=["reviewer", "hub"], name="hubs_earlier_partner_once")]

    def __str__(self) -> str:
        return f"{self.reviewer} – {self.hub}"


class DeclarationQuerySet(models.QuerySet["Declaration"]):
    def visible_to(self, user: Any) -> "DeclarationQuerySet":
        """One's own; the office sees all, for it has to find other reviewers, but for its own conflicts."""
        if not user.is_authenticated:
            return self.none()
        if not user.works_in_office:
            return self.filter(user=user)
        hidden = models.Q(expression__in=conflicted_with(user)) & ~models.Q(user=user)
        return self.exclude(hidden)


class Declaration(models.Model):
    """What a person says of their interests before an application is opened to them."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="declarations", verbose_name=_("person")
    )
    expression = models.ForeignKey("hubs.Expression", models.CASCADE, related_name="declarations")
    conflict = models.BooleanField(_("conflict of interest"))
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("declared"), default=timezone.now, editable=False)
    words_salt = models.CharField(max_length=32, blank=True, default="", editable=False)

    objects: Any = DeclarationQuerySet.as_manager()

    class Meta:
        verbose_name = _("declaration")
        verbose_name_plural = _("declarations")
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "expression"], name="hubs_declaration_once")]

    def __str__(self) -> str:
        return f"{self.user} – {self.expression_id}"


def hubs_close_to(user: Any) -> list[Any]:
    """Querysets of keys of hubs: the person's own, their organisation's, and earlier partners."""
    return [
        Membership.objects.filter(user=user).values("hub"),
        Reviewer.organisation_hubs.through.objects.filter(reviewer__user=user).values("hub"),
        EarlierPartner.objects.filter(reviewer=user).values("hub"),
    ]


def conflicted_with(user: Any) -> Any:
    """The keys of the expressions in which the person has an interest: declared, or known of their hubs.

    Every model that tells anything of an application excludes these, so that lists, pages, files,
    exports and counts cannot disagree. It is a union, each part of it a few rows found by an index:
    good for `exclude(expression__in=…)`, and not to be narrowed.
    """
    declared = Declaration.objects.filter(user=user, conflict=True).order_by().values("expression")
    all_expressions = Declaration._meta.get_field("expression").related_model._base_manager.order_by()
    return declared.union(
        *(all_expressions.filter(hub__in=hubs).values("pk") for hubs in hubs_close_to(user))
    )


def interests_of(user: Any) -> tuple[int, ...]:
    """The same, read: for who asks several things at once. It stands until anything changes."""
    return until_change(("interests", user.pk), lambda: _read_interests(user))


def _read_interests(user: Any) -> tuple[int, ...]:
    """The statement is put together a single time."""
    statement, params = _interests(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement, [user.pk if value == NOBODY else value for value in params])
        return tuple(key for (key,) in cursor.fetchall())


@cache
def _interests(_vendor: str) -> tuple[str, tuple[Any, ...]]:
    """What is asked of somebody, and where in it they stand."""
    statement, params = conflicted_with(NOBODY).query.sql_with_params()
    return statement, tuple(params)


def apart_from(records: Any, user: Any, path: str = "expression") -> Any:
    """Those of `records` whose expression (at `path`) leaves the person impartial."""
    return records.exclude(**{f"{path}__in": conflicted_with(user)})
