"""Sentences in every language: `collect` them, `compile` them, `check` them.

Babel does what Django's own commands leave to the gettext programs, so that
nothing outside the virtual environment is needed.
"""
