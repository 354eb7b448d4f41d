"""Addresses made of names."""

from collections.abc import Collection

from django.db.models import Model
from django.utils.text import slugify

from twinning.core.words import plain


def free_slug(model: type[Model], name: str, *, otherwise: str, reserved: Collection[str] = ()) -> str:
    """An address that no record has: `name`, or the first free of `name-2`, `name-3` and so on.

    `reserved` are pages of ours among these addresses; `otherwise` serves a name without letters.
    """
    wanted = slugify(plain(name))[:70].strip("-") or otherwise
    alike = model._base_manager.filter(slug__startswith=wanted)
    taken = {*alike.values_list("slug", flat=True), *reserved}
    candidates = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)
