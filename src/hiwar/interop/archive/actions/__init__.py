"""Every write of an import: content through the other packages' actions, ids here."""

from .batch import Place, write_batch
from .header import write_header

__all__ = ["Place", "write_batch", "write_header"]
