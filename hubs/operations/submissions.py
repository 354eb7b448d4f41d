"""Freezing an application as it is handed in, and putting it back."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from hubs.application.contents import Content, content_of
from hubs.models import Attachment, Expression, Hub, Preference, ServiceKind, Submission, TechnologyArea, Wish
from hubs.tasks import print_submission as ask_worker
from twinning.accounts.models import User
from twinning.core.digest import digest_of


def hold_expression(expression: Expression) -> None:
    """Read it anew, and let nobody change it until this is through."""
    expression.refresh_from_db(from_queryset=Expression.objects.select_for_update(of=("self",)))


@transaction.atomic
def freeze_expression(expression: Expression, *, by: User | None, at: datetime) -> Submission:
    """Keep what the application says now as its next submission, and have the receipt printed.

    The caller makes it the one that counts.
    """
    content = content_of(expression)
    last = expression.submissions.aggregate(last=Max("number"))["last"] or 0
    submission = Submission.objects.create(
        expression=expression,
        number=last + 1,
        content=content,
        digest=digest_of(content),
        text_version=expression.call.text_number,
        submitted_at=at,
        by=by,
        language=by.language if by else "en",
        due_at=at,
    )
    submission.attachments.set(expression.attachments.present())
    ask_worker.delay_on_commit(submission_id=submission.pk)
    return submission


def thaw_submission(submission: Submission) -> None:
    """Make the working copy say again what was handed in; the caller holds the application's row."""
    expression, content = submission.expression, submission.content
    _put_answers(expression, content)
    expression.answers.filter(code__regex="^(wish|preference)-").delete()
    expression.wishes.all().delete()
    expression.preferences.all().delete()
    _put_wishes(expression, content)
    _put_preferences(expression, content)
    kept = submission.attachments.values("pk")
    files = Attachment.objects.filter(expression=expression)
    files.filter(pk__in=kept).update(removed_at=None)
    files.exclude(pk__in=kept).filter(removed_at=None).update(removed_at=timezone.now())


def _put_answers(expression: Expression, content: Content) -> None:
    """What was not answered then is empty now; versions go on counting, so that nobody is mistaken."""
    then = {field["code"]: field["value"] for field in content["fields"]}
    for answer in expression.answers.all():
        value = then.pop(answer.code, "")
        if answer.value.strip() != value:
            answer.value, answer.version = value, answer.version + 1
            answer.save(update_fields=["value", "version"])
    for code, value in then.items():
        if value:
            expression.answers.create(code=code, value=value)
    given = {field["code"]: field["value"] for field in content["fields"]}
    expression.technology_areas.set(
        TechnologyArea.objects.filter(code__in=given.get("technology_areas", "").split())
    )
    Expression.objects.filter(pk=expression.pk).update(languages=given.get("languages", "").split())


def _put_wishes(expression: Expression, content: Content) -> None:
    areas = {area.code: area for area in TechnologyArea.objects.all()}
    kinds = {kind.code: kind for kind in ServiceKind.objects.all()}
    Wish.objects.bulk_create(
        Wish(
            expression=expression,
            direction=wish["direction"],
            area=areas.get(wish["area"]),
            kind=kinds.get(wish["kind"]),
            words=wish["words"],
        )
        for wish in content["wishes"]
    )


def _put_preferences(expression: Expression, content: Content) -> None:
    hubs = Hub.objects.in_bulk([one["hub"] for one in content["preferences"]], field_name="slug")
    Preference.objects.bulk_create(
        Preference(expression=expression, hub=hubs[one["hub"]], kind=one["kind"], rank=one["rank"])
        for one in content["preferences"]
        if one["hub"] in hubs
    )
