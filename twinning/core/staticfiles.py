"""Static files under names that change with their content, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Native ES modules import one another by relative address: those are renamed too."""

    support_js_module_import_aggregation = True
