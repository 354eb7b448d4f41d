"""The rows of a table of marks beside what the call knows: every fault with its place."""

from collections.abc import Iterator, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from hubs.evaluation.scoring import figure, fits_scale
from hubs.models import (
    Call,
    Criterion,
    Expression,
    Ineligibility,
)
from hubs.operations.conflicts import refuse_conflicted
from hubs.states import (
    CallStatus,
    ExpressionStatus,
)
from twinning.accounts.models import Role, User
from twinning.core.errors import Refused
from twinning.core.figures import read_number, spoken
from twinning.core.importing import Fault, Row

ABSTAINS = "abstain"
Pair = tuple[Expression, User]


class Reader:
    """What the rows refer to, fetched once."""

    def __init__(self, call: Call, by: User | None) -> None:
        self.call, self.by = call, by
        unfit = Ineligibility.objects.filter(expression__call=call).values("expression")
        racing = Expression.objects.filter(call=call, status=ExpressionStatus.SUBMITTED).exclude(pk__in=unfit)
        self.expressions = {one.hub.slug: one for one in racing.select_related("hub", "call")}
        self.final = set(Expression.objects.under_evaluation().filter(call=call).values_list("pk", flat=True))
        reviewers = User.objects.filter(Q(role=Role.REVIEWER), is_active=True)
        self.reviewers = {one.email.casefold(): one for one in reviewers}
        self.criteria = {one.code: one for one in call.criteria.all()}
        self._close: dict[tuple[int, int], str] = {}

    def faults(self, row: Row) -> Iterator[Fault]:
        """All that is wrong with one row by itself."""
        if self.call.status != CallStatus.PUBLISHED:
            yield row.fault("", _("The decisions of this call are released: its marks stay as they are."))
        expression = self.expressions.get(row["application"])
        if expression is None:
            reason = _("“%s” has no application in this call that can be evaluated.")
            yield row.fault("application", reason % row["application"])
        elif self.by and (why := self._conflict(expression, self.by)):
            yield row.fault("application", why)
        elif self.by and self._is_early(expression):
            yield row.fault("application", _("Its hub can still change this application."))
        reviewer = self.reviewers.get(row["reviewer"].casefold())
        if reviewer is None:
            yield row.fault("reviewer", _("“%s” is not the address of a reviewer.") % row["reviewer"])
        elif expression is not None and (why := self._conflict(expression, reviewer)):
            yield row.fault("reviewer", why)
        yield from self._faults_of_mark(row)

    def _is_early(self, expression: Expression) -> bool:
        """Whoever runs the command has their reasons; the office waits until the hub changes nothing more."""
        return self.call.status == CallStatus.PUBLISHED and expression.pk not in self.final

    def _conflict(self, expression: Expression, person: User) -> str:
        """In words, why this person may have no part in it; asked once for each pair."""
        pair = (expression.pk, person.pk)
        if pair not in self._close:
            try:
                refuse_conflicted(expression, person)
                self._close[pair] = ""
            except Refused as refusal:
                self._close[pair] = str(refusal)
        return self._close[pair]

    def _faults_of_mark(self, row: Row) -> Iterator[Fault]:
        criterion = self.criteria.get(row["criterion"])
        if criterion is None:
            yield row.unknown("criterion", row["criterion"], self.criteria)
            return
        if row["mark"] == ABSTAINS:
            return
        try:
            mark = read_number(row["mark"])
            on_scale = fits_scale(mark, criterion.minimum, criterion.maximum, criterion.increment)
        except ValueError:
            on_scale = False
        if not on_scale:
            yield row.fault("mark", _off_scale(criterion, row["mark"]))

    def faults_of_pairs(self, rows: Sequence[Row]) -> Iterator[Fault]:
        """Whoever marks an application marks, or abstains from, all criteria."""
        for theirs in self.pairs(rows).values():
            given = {row["criterion"] for row in theirs}
            if missing := [code for code in self.criteria if code not in given]:
                reason = _("This reviewer's marks on %(codes)s are missing for this application.")
                yield theirs[0].fault("criterion", reason % {"codes": ", ".join(missing)})
            elif all(row["mark"] == ABSTAINS for row in theirs):
                yield theirs[0].fault("mark", _("This reviewer abstains from all criteria."))

    def pairs(self, rows: Sequence[Row]) -> dict[Pair, list[Row]]:
        """The rows by application and reviewer."""
        found: dict[Pair, list[Row]] = {}
        for row in rows:
            pair = (self.expressions[row["application"]], self.reviewers[row["reviewer"].casefold()])
            found.setdefault(pair, []).append(row)
        return found


def _off_scale(criterion: Criterion, word: str) -> str:
    return _(
        "“%(word)s” is not a mark: they go from %(minimum)s to %(maximum)s in steps of %(increment)s."
    ) % {
        "word": word,
        "minimum": spoken(figure(criterion.minimum)),
        "maximum": spoken(figure(criterion.maximum)),
        "increment": spoken(figure(criterion.increment)),
    }
