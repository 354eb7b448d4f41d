"""The two pages that all others are measured against, and a change. They are not in the product.

The pages pass the product's middleware and context processors, as any page does.
"""

from django.http import HttpRequest, HttpResponse
from django.template import engines

from hubs.models import Hub
from hubs.states import HubStatus
from twinning.core.keeping import renew

ROWS = 50
COLUMNS = ("slug", "name", "acronym", "city", "country")
EMPTY = (
    "<!DOCTYPE html><html lang='en'><title>Empty</title><body><h1>Nothing</h1><p>At all.</p></body></html>"
)
LEAN = (
    "<!DOCTYPE html><html lang='en'><title>Lean</title><body><h1>Hubs</h1><table>"
    "{% for slug, name, acronym, city, country in rows %}<tr><td>{{ slug }}</td><td>{{ name }}</td>"
    "<td>{{ acronym }}</td><td>{{ city }}</td><td>{{ country }}</td></tr>{% endfor %}</table></body></html>"
)
empty_template = engines["django"].from_string(EMPTY)
lean_template = engines["django"].from_string(LEAN)


def empty(request: HttpRequest) -> HttpResponse:
    """A constant template."""
    return HttpResponse(empty_template.render({}, request))


def lean(request: HttpRequest) -> HttpResponse:
    """One indexed query, fifty rows of five columns in a template."""
    found = Hub.objects.filter(status=HubStatus.LISTED).order_by("name").values_list(*COLUMNS)
    return HttpResponse(lean_template.render({"rows": found[:ROWS]}, request))


def change(request: HttpRequest) -> HttpResponse:
    """What every operation does to the pages that were kept."""
    renew()
    return HttpResponse("changed")
