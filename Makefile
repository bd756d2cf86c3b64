# Two commands are all it takes:  make run  |  make test
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.PHONY: help run test check fix bench python

help:  ## List these commands
	@sed -n 's/^\([a-z]*\):.*## /make \1|/p' Makefile | awk -F'|' '{ printf "  %-12s %s\n", $$1, $$2 }'

run: python  ## Start AIQ on this computer; knobs: PORT=8001 PYTHON=python3.12
	@"$(PYTHON)" bin/bootstrap.py requirements.txt
	@$(BIN)/python manage.py up --port $(PORT)

test: python  ## Run every test; ARGS="-k votes" narrows
	@"$(PYTHON)" bin/bootstrap.py requirements-dev.txt
	@$(BIN)/python -m pytest -n auto $(ARGS)

check: python  ## Lint, formatting, types and layers, changing nothing
	@"$(PYTHON)" bin/bootstrap.py requirements-dev.txt
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy
	@$(BIN)/python -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

fix: python  ## Let ruff repair and format what it can
	@"$(PYTHON)" bin/bootstrap.py requirements-dev.txt
	@$(BIN)/python -m ruff check --fix .
	@$(BIN)/python -m ruff format .

bench: python  ## Measure pages beside a bare Django view; needs PostgreSQL
	@"$(PYTHON)" bin/bootstrap.py requirements.txt
	@$(BIN)/python -m bench

python:
	@command -v "$(PYTHON)" >/dev/null || { echo "$(PYTHON) was not found: install Python 3.11 or newer, or name it with PYTHON=..." >&2; exit 1; }
