"""What a published call said, version by version, and telling those who are writing to it."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from hubs.models import Call, CallText, Expression, Membership
from hubs.states import ExpressionStatus
from hubs.translation import CallWords
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter

WORDS: tuple[str, ...] = tuple(CallWords.fields)


def keep_text(call: Call, *, by: User | None) -> CallText | None:
    """Keep the call's words as a new version, unless they are those of the last one."""
    last = call.texts.first()
    words = _words_of(call)
    if last is not None and _words_of(last) == words:
        return None
    number = last.number + 1 if last else 1
    return CallText.objects.create(call=call, number=number, by=by, **words)


def _words_of(record: Any) -> dict[str, Any]:
    """Title and text in every language, by the names of their columns."""
    names = [field.name for field in CallText._meta.concrete_fields if field.name.startswith(WORDS)]
    return {name: record.__dict__[name] for name in names if name not in WORDS}


def people_with_a_draft(call: Call, *, cut_off: bool = False) -> QuerySet[User]:
    """All who write for a hub whose application is begun and not handed in, each once; with `cut_off`
    also those whose reopening the deadline ended, and who may want to go on.
    """
    begun = Q(status=ExpressionStatus.DRAFT)
    if cut_off:
        begun |= Q(status=ExpressionStatus.SUBMITTED, unfinished__isnull=False)
    drafts = Expression.objects.filter(begun, call=call)
    writers = Membership.objects.writers().filter(hub__in=drafts.values("hub"))
    return User.objects.filter(pk__in=writers.values("user"), is_active=True)


def tell_those_with_a_draft(call: Call, kind: str, *, once: str | datetime, cut_off: bool = False) -> int:
    """Write to each of them once, and say to how many."""
    people = people_with_a_draft(call, cut_off=cut_off)
    for person in people:
        write_letter(kind, to=person, about=call.pk, once=str(once))
    return len(people)
