"""Every variable that is read is explained, and every one explained is read."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "src" / "hiwar" / "config"
REFERENCE = ROOT / "docs" / "reference" / "settings.md"
SAMPLE = ROOT / "deploy" / "hiwar.env"
VARIABLE = re.compile(r"HIWAR_[A-Z_]+|[A-Z]+_URL")
# Where the test suite keeps its database: nothing that an operator has.
FOR_TESTS = {"HIWAR_TEST_DATABASE"}


def read():
    """Return the variables that are named where the environment is read."""
    return {
        node.value
        for name in ("settings.py", "environment.py", "command.py")
        for node in ast.walk(ast.parse((CONFIG / name).read_text()))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and VARIABLE.fullmatch(node.value)
    } - FOR_TESTS


class TestSettings:
    def test_are_explained_each_under_a_heading(self):
        explained = set(re.findall(r"^## `(\w+)`$", REFERENCE.read_text(), re.M))

        assert explained == read()

    def test_are_in_the_table_with_their_default(self):
        listed = set(re.findall(r"^\| \[`(\w+)`\]", REFERENCE.read_text(), re.M))

        assert listed == read()

    def test_of_the_sample_exist(self):
        sample = set(re.findall(r"^#?(\w+)=", SAMPLE.read_text(), re.M))

        assert sample <= read()
