"""Statements of reasons as the EU's Transparency Database takes them.

Pure functions, no tables: `selectors.database` reads what stands in a statement. All of
it is written in English, whatever the language of the statement: what is exported
twice has to be the same twice. Nothing here sends anything.
"""

from .checking import faults
from .redaction import runs_of_words, without_personal_data
from .statement import Facts, statement_json
from .values import KEYWORDS, NAMES_OF_CATEGORIES, Category

__all__ = [
    "KEYWORDS",
    "NAMES_OF_CATEGORIES",
    "Category",
    "Facts",
    "faults",
    "runs_of_words",
    "statement_json",
    "without_personal_data",
]
