"""Words of other rows in the reader's language, for queries of values: across relations the manager of
translated rows does not choose the column.
"""

from django.conf import settings
from django.db.models import TextField, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language


def in_language(path: str) -> Coalesce:
    """What a path such as `call__title` leads to, in the reader's language or, where that says nothing, in
    the first.
    """
    spoken = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    wanted = dict.fromkeys([spoken, *settings.MODELTRANSLATION_FALLBACK_LANGUAGES])
    columns = (NullIf(f"{path}_{code}", Value("")) for code in wanted)
    return Coalesce(*columns, Value(""), output_field=TextField())
