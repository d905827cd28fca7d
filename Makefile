.DEFAULT_GOAL := help
PY := .venv/bin/python

help: ## list what there is
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/'

setup: ## install everything into .venv and node_modules
	@python3 scripts/setup.py

run: setup ## start Prongsai; Ctrl-C stops it
	@exec .venv/bin/prongsai serve

test: setup ## lint, formats, types, tests
	$(PY) -m ruff check .
	$(PY) -m pytest -q -n auto

.PHONY: help setup run test
