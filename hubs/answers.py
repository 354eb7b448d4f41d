"""What an expression of interest answers, and what is still missing before it can be handed in."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hubs.models import Expression

# In the order of the form. All are needed to hand it in; a draft may leave any of them empty.
TEXTS = ("motivation", "use_of_bella", "research_experience", "innovator_experience", "offers", "seeks")


def missing_answers(expression: Expression) -> dict[str, Any]:
    """For each answer that is still missing, a sentence that says so; empty when it is complete."""
    missing: dict[str, Any] = {
        name: _("Please answer this before you submit.")
        for name in TEXTS
        if not getattr(expression, name).strip()
    }
    if not expression.technology_areas.exists():
        missing["technology_areas"] = _("Please choose at least one before you submit.")
    return missing
