"""The two questions of every view: may they see it, may they do this."""

from typing import Any, TypeVar

import rules
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

Record = TypeVar("Record", bound=Model)


def find(visible: QuerySet[Record], **by: Any) -> Record:
    """The one visible record, or 404: what one may not see does not exist."""
    try:
        return visible.get(**by)
    except (ObjectDoesNotExist, ValueError) as missing:
        raise Http404(_("There is nothing here, or nothing that you may see.")) from missing


def permitted(user: Any, permission: str, record: Model | None = None) -> bool:
    """Whether this person may do this to this record now; unknown permissions are a mistake."""
    if not rules.perm_exists(permission):
        raise LookupError(permission)
    return bool(rules.has_perm(permission, user, record))


def permit(user: Any, permission: str, record: Model | None = None) -> None:
    """Let pass, or 403."""
    if not permitted(user, permission, record):
        raise PermissionDenied(_("You may not do this, or not now."))
