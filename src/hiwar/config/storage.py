"""Static files under names that change with what is in them."""

from typing import Any, Final

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

# The desk's largest scripts. Pressed as hard as the rest they would be a little
# smaller, and cost a first start more than everything else that it does to files.
LARGE: Final = 64 * 1024
QUALITY: Final = 9


class Press(Compressor):
    """Brotli at its best for what readers load, and quick for large files."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        if len(data) < LARGE:
            return brotli.compress(data)
        return brotli.compress(data, quality=QUALITY)


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Kept for good by browsers; scripts import each other by their hashed names."""

    support_js_module_import_aggregation = True

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return Press(**kwargs)
