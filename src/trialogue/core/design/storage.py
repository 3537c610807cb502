"""Static files under names that change with their content, module imports too, so that browsers keep them for good."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Hashed(CompressedManifestStaticFilesStorage):
    """whitenoise's storage, with the imports of JavaScript modules rewritten as well."""

    support_js_module_import_aggregation = True
