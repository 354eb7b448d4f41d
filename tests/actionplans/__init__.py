"""Plans: written together, signed by all, never overwritten."""

from actionplans.content import content_of
from actionplans.models import Plan, Section
from twinning.core.digest import digest_of


def digest_now(plan: Plan) -> str:
    """The digest that a reader of the sign page would see."""
    return digest_of(content_of(plan).to_sign())


def first_section(plan: Plan) -> Section:
    return plan.sections.first()


def stored(record):
    """The record as another process would load it."""
    return type(record)._base_manager.get(pk=record.pk)
