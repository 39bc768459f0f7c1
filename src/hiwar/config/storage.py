"""Static files under names that change with what is in them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Kept for good by browsers; scripts import each other by their hashed names."""

    support_js_module_import_aggregation = True
