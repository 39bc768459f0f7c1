# What people do here. `make up` and `make test` are all that a newcomer needs.
PYTHON ?= python3
BIN := .venv/bin
export DJANGO_SETTINGS_MODULE := hiwar.config.settings

.PHONY: up setup setup-dev test bench check types manners fix messages lock

MESSAGES := src/hiwar/locale/ar/LC_MESSAGES/django.mo

up: setup
	@exec $(BIN)/hiwar up $(UP)

setup: .venv/ready $(MESSAGES)
setup-dev: .venv/ready-dev $(MESSAGES)

.venv/ready: requirements.lock pyproject.toml scripts/setup
	@scripts/setup requirements.lock
	@touch $@

.venv/ready-dev: requirements-dev.lock pyproject.toml scripts/setup
	@scripts/setup requirements-dev.lock
	@touch .venv/ready $@

$(MESSAGES): %.mo: %.po | .venv/ready
	@$(BIN)/python scripts/messages.py compile

# The whole suite, parted as tests/conftest.py says; three at once, for many wait.
# DATABASE_URL=postgres://… runs it on PostgreSQL.
test: setup-dev
	@scripts/need chromium /usr/bin/chromium "The browser tests"
	@scripts/need nginx-light /usr/sbin/nginx "The tests of the proxy"
	$(BIN)/pytest -n 3 $(TESTS)

# Every figure with its target, beside nginx and Isso; writes bench/RESULTS.md. A quarter
# of an hour; BENCH=--full draws the curves to a million articles.
bench: setup
	$(BIN)/python -m bench.run $(BENCH)

# Everything a machine can say without running the product. Types take longest and one
# core: the rest is looked at beside them.
check: setup-dev
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target types manners

types:
	$(BIN)/mypy

manners:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	HIWAR_DATA=$$(mktemp -d) $(BIN)/django-admin makemigrations --check --dry-run
	$(BIN)/python scripts/messages.py check
	$(BIN)/djhtml --check src

fix: setup-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djhtml src

# Collect sentences to be translated, then say which are missing.
messages: setup-dev
	$(BIN)/python scripts/messages.py collect

# Pin exact versions with hashes and without index addresses (needs `uv`).
lock:
	uv pip compile --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
	  --extra build -o requirements.lock pyproject.toml
	uv pip compile --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
	  --extra build --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml
