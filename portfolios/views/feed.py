"""What has been published lately, for feed readers."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portfolios.models import Listing
from twinning.core.letters import link

LATEST = 30


def feed(request: HttpRequest) -> HttpResponse:
    """The portfolios published last, for feed readers."""
    address = link(reverse("portfolios:portfolios"))
    latest = Atom1Feed(
        title=_("Service portfolios"),
        link=address,
        description=_("What the hubs of the programme offer."),
        language=get_language(),
        feed_url=link(request.path),
    )
    rows = Listing.objects.public().order_by("-published_at")[:LATEST]
    for slug, name, highlights, published_at in rows.values_list(
        "slug", "name", "highlights", "published_at"
    ):
        latest.add_item(
            title=name,
            link=link(reverse("portfolios:portfolio", kwargs={"slug": slug})),
            description=" · ".join(highlights),
            pubdate=published_at,
            updateddate=published_at,
            unique_id=f"{address}{slug}/#{timezone.localdate(published_at).isoformat()}",
        )
    return HttpResponse(latest.writeString("utf-8"), content_type=latest.content_type)
