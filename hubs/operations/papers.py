"""Papers of a selection: each asked for once, made by one worker at a time, and never lost."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.models import Call, Expression, Paper, PaperKind
from hubs.models.conflict import conflicted_with
from hubs.operations.entitled import refuse_unless_office
from hubs.papers import content_of, suffix_of
from hubs.states import PAPER, PaperStatus
from hubs.tasks import make_paper as ask_worker
from twinning.accounts.models import User
from twinning.core.errors import Refused
from twinning.core.files import keep
from twinning.core.leases import Lease
from twinning.trail.operations import leave_trace

LEASE = Lease(PAPER, length=timedelta(minutes=15), most_attempts=5)
OTHERWISE = "en"


def ask_for_summaries(call: Call, expressions: Sequence[int]) -> None:
    """Have each application's evaluation summary printed, in each language of its hub's people."""
    people = Expression.objects.filter(pk__in=expressions, hub__memberships__user__is_active=True)
    languages: dict[int, set[str]] = {}
    for pk, language in people.order_by().values_list("pk", "hub__memberships__user__language"):
        languages.setdefault(pk, set()).add(language)
    papers = Paper.objects.bulk_create(
        [
            Paper(kind=PaperKind.SUMMARY, call=call, expression_id=expression, language=language)
            for expression in expressions
            for language in sorted(languages.get(expression, {OTHERWISE}))
        ],
        ignore_conflicts=True,
    )
    if papers:
        transaction.on_commit(lambda: _hint(call), robust=True)


def _hint(call: Call) -> None:
    """The clock asks for the others, should the broker forget these."""
    for pk in Paper.objects.filter(call=call, status=PaperStatus.QUEUED).values_list("pk", flat=True)[:100]:
        ask_worker.delay(paper_id=pk)


@transaction.atomic
def ask_for_summary(expression: Expression, *, language: str, by: User) -> Paper:
    """Have the summary printed in one more language."""
    paper, is_new = Paper.objects.get_or_create(
        kind=PaperKind.SUMMARY,
        expression=expression,
        language=language,
        defaults={"call_id": expression.call_id, "asked_by": by},
    )
    if is_new:
        ask_worker.delay_on_commit(paper_id=paper.pk)
    return paper


@transaction.atomic
def ask_for_dossier(call: Call, *, by: User) -> Paper:
    """Have the decision dossier of a call made as it stands now; it tells of all applications."""
    refuse_unless_office(by)
    if Expression.objects.filter(call=call, pk__in=conflicted_with(by)).exists():
        raise Refused(
            _(
                "The dossier tells of all applications of the call, and you have an interest in one of them:"
                " somebody else in the office has to ask for it."
            )
        )
    unread = Expression.objects.in_race().filter(call=call)
    if unread.exclude(pk__in=Expression.objects.opened_to(by).values("pk")).exists():
        raise Refused(
            _("The dossier tells of all applications of the call: declare first on conflicts of interest.")
        )
    Call.objects.select_for_update().get(pk=call.pk)
    waiting = Paper.objects.filter(call=call, kind=PaperKind.DOSSIER)
    if same := waiting.filter(status__in=[PaperStatus.QUEUED, PaperStatus.MAKING]).first():
        return same
    paper = Paper.objects.create(kind=PaperKind.DOSSIER, call=call, asked_by=by)
    leave_trace(call, "ask_for_dossier", by=by)
    ask_worker.delay_on_commit(paper_id=paper.pk)
    return paper


def make_paper(paper: Paper) -> None:
    """Claim the paper, make it, and keep the file; the trail tells which dossiers were made, by digest."""
    if not LEASE.claim(paper):
        return
    content = content_of(paper)
    # Named after the attempt, so that a file half written by a worker that died is never taken for this one.
    file = keep(f"papers/{paper.kind}-{paper.pk}-{paper.attempts}{suffix_of(paper)}", content)
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        kept = {"file": file, "size": len(content), "digest": digest, "made_at": timezone.now()}
        if LEASE.confirm(paper, **kept) and paper.kind == PaperKind.DOSSIER:
            Call.objects.select_for_update().get(pk=paper.call_id)
            leave_trace(paper.call, "make_dossier", by=None, digest=digest)


def requeue_overdue_papers(*, most: int = 100) -> list[int]:
    """Free what dead workers held and give up what keeps failing; the ids of those to make now."""
    return LEASE.requeue(Paper.objects.all(), most=most)
