"""The content of a plan as plain values: the one way to read it, however it is stored."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from actionplans.models import Deliverable, Plan, SectionKind, Version
from actionplans.states import ActivityStatus
from hubs.models import Hub


@dataclass(frozen=True)
class SectionText:
    code: str
    body: str
    title: str = ""
    guidance: str = ""
    pk: int = 0
    version: int = 0
    edited_by: str = ""
    edited_at: datetime | None = None


@dataclass(frozen=True)
class PlannedActivity:
    """`lead` is the slug of a hub, or empty when all do it together."""

    kind: str
    title: str
    description: str = ""
    lead: str = ""
    lead_name: str = ""
    due_on: date | None = None
    indicator: str = ""
    pk: int = 0
    version: int = 0
    done: bool = False

    @property
    def kind_name(self) -> Any:
        return Deliverable(self.kind).label


@dataclass(frozen=True)
class Content:
    plan: int
    number: int
    partners: tuple[str, ...]
    sections: tuple[SectionText, ...]
    activities: tuple[PlannedActivity, ...]

    def milestones(self) -> list[PlannedActivity]:
        """What is still to be done by a day, the nearest first."""
        return [activity for activity in self.activities if activity.due_on and not activity.done]

    def to_sign(self) -> dict[str, Any]:
        """All that the hubs agree on. What is done and who wrote it may change after a signature.

        The number makes each version put forward a thing of its own, even when its words are
        those of the one before.
        """
        return {
            "plan": self.plan,
            "version": self.number,
            "partners": list(self.partners),
            "sections": {part.code: part.body for part in self.sections},
            "activities": [
                {
                    "kind": activity.kind,
                    "title": activity.title,
                    "description": activity.description,
                    "lead": activity.lead,
                    "due": activity.due_on.isoformat() if activity.due_on else "",
                    "indicator": activity.indicator,
                }
                for activity in self.activities
            ],
        }


def content_of(plan: Plan) -> Content:
    """What stands in the plan now."""
    partners = plan.hubs().order_by("slug").values_list("slug", flat=True)
    return Content(
        plan=plan.pk,
        number=plan.number,
        partners=tuple(partners),
        sections=tuple(_sections_of(plan)),
        activities=tuple(_activities_of(plan)),
    )


def _sections_of(plan: Plan) -> list[SectionText]:
    return [
        SectionText(
            pk=section.pk,
            code=section.kind.code,
            title=section.kind.title,
            guidance=section.kind.guidance,
            body=section.body,
            version=section.version,
            edited_by=str(section.edited_by or ""),
            edited_at=section.edited_at,
        )
        for section in plan.sections.select_related("kind", "edited_by")
    ]


def _activities_of(plan: Plan) -> list[PlannedActivity]:
    return [
        PlannedActivity(
            pk=activity.pk,
            kind=activity.kind,
            title=activity.title,
            description=activity.description,
            lead=activity.lead.slug if activity.lead else "",
            lead_name=activity.lead.short_name if activity.lead else "",
            due_on=activity.due_on,
            indicator=activity.indicator,
            version=activity.version,
            done=activity.status == ActivityStatus.DONE,
        )
        for activity in plan.activities.kept().select_related("lead")
    ]


def content_signed(version: Version) -> Content:
    """What a version held when it was put forward, whatever became of the plan."""
    stored = json.loads(version.content)
    kinds = SectionKind.objects.filter(code__in=stored["sections"])
    names = {hub.slug: hub.short_name for hub in Hub.objects.filter(slug__in=stored["partners"])}
    return Content(
        plan=stored["plan"],
        number=stored["version"],
        partners=tuple(stored["partners"]),
        sections=tuple(
            SectionText(kind.code, stored["sections"][kind.code], title=kind.title) for kind in kinds
        ),
        activities=tuple(_activity_signed(row, names) for row in stored["activities"]),
    )


def _activity_signed(row: dict[str, str], names: dict[str, str]) -> PlannedActivity:
    return PlannedActivity(
        kind=row["kind"],
        title=row["title"],
        description=row["description"],
        lead=row["lead"],
        lead_name=names.get(row["lead"], row["lead"]),
        due_on=date.fromisoformat(row["due"]) if row["due"] else None,
        indicator=row["indicator"],
    )
