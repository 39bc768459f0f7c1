"""`hiwar backup` and `hiwar restore` are SQLite's, and say so."""

from datetime import UTC, datetime

import pytest

from hiwar.ops import backup as whole
from hiwar.ops.folder import Unusable

pytestmark = pytest.mark.skipif(
    "not os.environ.get('DATABASE_URL')", reason="asks PostgreSQL"
)


class TestOnPostgresql:
    def test_a_backup_is_refused_and_no_file_made(self, tmp_path):
        with pytest.raises(Unusable, match="pg_dump"):
            whole.write(tmp_path / "backup.zip")

        assert not (tmp_path / "backup.zip").exists()

    def test_a_restore_is_refused_and_the_pictures_stay(self, settings, tmp_path):
        settings.DATA = tmp_path
        (tmp_path / "media").mkdir()

        with pytest.raises(Unusable, match="pg_dump"):
            whole.restore(tmp_path / "b.zip", now=datetime(2017, 2, 16, tzinfo=UTC))

        assert (tmp_path / "media").exists()
