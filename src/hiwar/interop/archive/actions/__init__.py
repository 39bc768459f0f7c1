"""Every write of an import: content through the other packages' actions, ids here."""

from .batch import write_batch, write_header
from .run import ImportRun

__all__ = ["ImportRun", "write_batch", "write_header"]
