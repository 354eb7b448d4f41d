"""The nouns of the plans, in the order in which they build on each other."""

from actionplans.models.activity import Activity, Deliverable
from actionplans.models.plan import Plan
from actionplans.models.section import Section, SectionKind
from actionplans.models.signature import Signature, Version

__all__ = [
    "Activity",
    "Deliverable",
    "Plan",
    "Section",
    "SectionKind",
    "Signature",
    "Version",
]
