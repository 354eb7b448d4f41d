"""A selection with something of everything, small, and told by operations alone: for tests of its dossier."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from hubs.models import Assignment, Call, Expression, Outcome
from hubs.operations.assignments import accept_assignment, assign_reviewer
from hubs.operations.calls import prepare_call, publish_call, revise_call
from hubs.operations.conflicts import declare_interest, name_earlier_partners
from hubs.operations.consensus import agree_consensus, name_rapporteur, revise_consensus
from hubs.operations.decisions import decide_expression, propose_decisions
from hubs.operations.eligibility import check_eligibility, decline_ineligible
from hubs.operations.evaluations import reopen_evaluation, revise_evaluation, submit_evaluation
from hubs.operations.expressions import submit_expression, withdraw_expression
from hubs.operations.extending import extend_call
from hubs.operations.importing_scores import import_scores
from hubs.operations.redress import file_redress, reject_redress
from hubs.operations.releasing import release_call
from hubs.operations.replacing import replace_expression
from tests.factories import join, make_expression, make_hub, make_region, make_user
from tests.factories_calls import make_item
from tests.factories_evaluating import make_reviewer
from twinning.accounts.models import Role, User
from twinning.core.importing import Row
from twinning.demo.clock import happening

CRITERIA = [("excellence", "Excellence", "1.50"), ("impact", "Impact", "1.00")]
HUBS = [("aveiro", "eu"), ("bergen", "eu"), ("cork", "eu"), ("delft", "eu"), ("evora", "eu"), ("cali", "lac")]


class Story:
    """The people and applications of the selection, as far as it has come."""

    def __init__(self) -> None:
        self.office = make_user("Cora", role=Role.COORDINATOR)
        self.rosa, self.rui, self.sol = (make_reviewer(name) for name in ("Rosa R", "Rui R", "Sol R"))
        self.managers: dict[str, User] = {}
        self.now = timezone.now()
        self.call = self._announced()
        self.applications = {slug: self._handed_in(slug, region) for slug, region in HUBS}

    def _announced(self) -> Call:
        opened = self.now - timedelta(days=30)
        with happening(opened - timedelta(days=1)):
            call = prepare_call(
                by=self.office,
                slug="first",
                title="First call",
                text="Hubs of both shores may apply.",
                opens_at=opened,
                closes_at=opened + timedelta(days=9),
                time_zone="Europe/Brussels",
                places={make_region("eu"): 1, make_region("lac"): 1},
                criteria=[
                    {"code": code, "name": name, "weight": Decimal(weight), "threshold": Decimal(1)}
                    for code, name, weight in CRITERIA
                ],
                threshold=Decimal(3),
                tie_break=["impact"],
                redress_days=30,
                retention_months=6,
            )
            make_item(call, "connected")
            publish_call(call, by=self.office)
        with happening(opened + timedelta(days=1)):
            revise_call(call, by=self.office, text="Hubs of both shores are asked to apply.")
            extend_call(call, closes_at=opened + timedelta(days=10), reason="A storm.", by=self.office)
        return call

    def _handed_in(self, slug: str, region: str) -> Expression:
        hub = make_hub(slug.title(), slug=slug, region=region)
        self.managers[slug] = make_user(f"Manager of {slug}")
        join(hub, self.managers[slug])
        with happening(self.now - timedelta(days=25)):
            expression = make_expression(self.call, hub, status="draft")
            expression.answers.create(code="eligibility-connected", value="Yes, since 2020.")
            submit_expression(expression, by=self.managers[slug])
        return expression

    def evaluated(self) -> "Story":
        """One with a consensus, one agreed on by nobody yet, one not eligible, one withdrawn; an evaluation
        that was taken back, one handed in anew, one of a person with a conflict, and an imported one.
        """
        aveiro, bergen, cork, delft, evora, cali = self.applications.values()
        for expression in self.applications.values():
            declare_interest(expression, conflict=False, by=self.office)
        withdraw_expression(evora, reason="No people.", by=self.managers["evora"])
        check_eligibility(delft, verdicts={"connected": ("no", "No cable.")}, by=self.office)
        decline_ineligible(delft, reason="Is not connected.", by=self.office)
        for expression, marks in ((aveiro, "4"), (bergen, "3"), (cork, "2.5")):
            self.mark(expression, self.rosa, marks)
        for expression in (aveiro, bergen, cork):
            self.mark(expression, self.rui, "4.5")
        evaluation = self.mark(cork, self.sol, "5")
        again = self.mark(aveiro, self.sol, "2")
        reopen_evaluation(again, by=self.sol)
        revise_evaluation(again, answers={"mark_impact": "abstain"}, by=self.sol)
        submit_evaluation(again, by=self.sol)
        reopen_evaluation(self.mark(bergen, self.sol, "1"), by=self.sol)
        self._agree(aveiro, "4")
        name_rapporteur(cork, rapporteur=self.rui, by=self.office)
        declare_interest(cork, conflict=True, reason="A cousin.", by=evaluation.assignment.reviewer)
        self._import(cali)
        lia = make_reviewer("Lia R")
        assign_reviewer(bergen, reviewer=lia, by=self.office)
        name_earlier_partners(lia, hubs=[bergen.hub], by=lia)
        return self

    def mark(self, expression: Expression, reviewer: User, marks: str) -> Any:
        assignment = assign_reviewer(expression, reviewer=reviewer, by=self.office)
        evaluation = accept_assignment(Assignment.objects.get(pk=assignment.pk), by=reviewer)
        answers = {f"mark_{code}": marks for code, *_rest in CRITERIA}
        words = {"words_impact": "To the panel.", "hub_impact": "To the hub.", "comment": "As a whole."}
        revise_evaluation(evaluation, answers=answers | words | {"comment_to_hub": "Well done."}, by=reviewer)
        submit_evaluation(evaluation, by=reviewer)
        return evaluation

    def _agree(self, expression: Expression, marks: str) -> None:
        consensus = name_rapporteur(expression, rapporteur=self.rosa, by=self.office)
        answers = {f"mark_{code}": marks for code, *_rest in CRITERIA}
        words = {"hub_impact": "We agree.", "comment": "At length.", "comment_to_hub": "All of us."}
        revise_consensus(consensus, answers=answers | words, by=self.rosa)
        agree_consensus(consensus, by=self.rosa)

    def _import(self, expression: Expression) -> None:
        about = {"application": expression.hub.slug, "reviewer": self.rui.email, "comment": "Met in Cali."}
        rows = [
            Row(line, about | {"criterion": code, "mark": "4.5"})
            for line, (code, *_rest) in enumerate(CRITERIA, start=2)
        ]
        import_scores(rows, call=self.call, by=self.office)

    def decided(self) -> "Story":
        """One by hand."""
        propose_decisions(self.call, by=self.office)
        decide_expression(
            self.applications["cork"], outcome=Outcome.NOT_SELECTED, reason="Too far away.", by=self.office
        )
        propose_decisions(self.call, by=self.office)
        return self

    def released(self) -> "Story":
        """All at once; then one complaint is rejected, and one place given from the reserve."""
        aveiro, bergen, cork, *_others = self.decided().applications.values()
        release_call(self.call, by=self.office)
        redress = file_redress(cork, text="Nobody read it.", by=self.managers["cork"])
        reject_redress(redress, finding="Three have read it.", by=self.office)
        aveiro.refresh_from_db()
        bergen.refresh_from_db()
        withdraw_expression(aveiro, reason="No time.", by=self.managers["aveiro"])
        replace_expression(bergen, by=self.office)
        return self
