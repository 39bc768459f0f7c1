"""Hiwar: a newspaper in several languages, with a discussion under each story.

SQLite comes from the `pysqlite3` wheel. It takes `sqlite3`'s place here, before
anything can import Django: the library that Debian 12's Python links can lose
committed writes in WAL mode (the WAL-reset race, mended in SQLite 3.51.3).
"""

import sys

import pysqlite3
import pysqlite3.dbapi2

sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
