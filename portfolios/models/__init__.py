"""What hubs offer: the working copy, and what of it is public."""

from portfolios.models.edition import Edition
from portfolios.models.listing import Listing, ListingTag, ListingText, TagKind
from portfolios.models.portfolio import Portfolio
from portfolios.models.practice import Practice
from portfolios.models.service import Service, ServiceCategory, TargetGroup

__all__ = [
    "Edition",
    "Listing",
    "ListingTag",
    "ListingText",
    "Portfolio",
    "Practice",
    "Service",
    "ServiceCategory",
    "TagKind",
    "TargetGroup",
]
