"""Which hubs are a reviewer's own organisation: kept whenever one or the other changes its name."""

from collections.abc import Sequence

from hubs.evaluation.affiliation import same_organisation
from hubs.models import Hub, Reviewer
from hubs.operations.conflicts import stand_down_everywhere


def compare_affiliation(reviewer: Reviewer) -> Sequence[Hub]:
    """Keep which hubs the reviewer's organisation is, by their names."""
    alike = [
        hub for hub in Hub.objects.all().only("name", "native_name", "acronym") if _is_theirs(reviewer, hub)
    ]
    reviewer.organisation_hubs.set(alike)
    return alike


def compare_hub(hub: Hub) -> None:
    """A hub has a new name: it may be some reviewer's organisation, who then stands down."""
    alike = [
        one for one in Reviewer.objects.exclude(affiliation="").select_related("user") if _is_theirs(one, hub)
    ]
    through = Reviewer.organisation_hubs.through.objects
    through.filter(hub=hub).exclude(reviewer__in=alike).delete()
    through.bulk_create((through.model(reviewer=one, hub=hub) for one in alike), ignore_conflicts=True)
    for one in alike:
        stand_down_everywhere(one.user, by=None)


def _is_theirs(reviewer: Reviewer, hub: Hub) -> bool:
    return same_organisation(reviewer.affiliation, [hub.name, hub.native_name], hub.acronym)
