"""How many hubs of each region the public sees in each country: kept, so that no page counts hubs."""

from typing import Any

from django.db import models


class Presence(models.Model):
    """Counted anew whenever a hub of the region and country is listed, hidden or moved."""

    region = models.ForeignKey("hubs.Region", models.CASCADE, related_name="+")
    country = models.CharField(max_length=2)
    hubs = models.PositiveIntegerField(default=0)

    objects: Any = models.Manager()

    class Meta:
        ordering = ["region", "country"]
        constraints = [models.UniqueConstraint(fields=["region", "country"], name="hubs_presence_once")]

    def __str__(self) -> str:
        return f"{self.region_id} {self.country}: {self.hubs}"
