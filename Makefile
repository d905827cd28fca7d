.DEFAULT_GOAL := help
PY := .venv/bin/python
BIN := .venv/bin
# The tests start the program a hundred times: let it be compiled once, even where that is switched off.
export PYTHONDONTWRITEBYTECODE :=

help: ## list what there is
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/'

setup: ## install everything into .venv and node_modules
	@python3 scripts/setup.py

run: setup ## start Prongsai; Ctrl-C stops it
	@exec .venv/bin/prongsai serve

test: check ## lint, types, import contracts, translations, tests
	$(PY) -m pytest -q -n auto --dist loadgroup

check: setup ## everything of `test` but the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint templates prongsai --lint --quiet
	$(PY) scripts/translations.py check

bench: setup ## speed, as ratios measured in one run
	$(PY) -m bench

messages: setup ## bring the Thai catalogue up to date with the texts of the code
	$(PY) scripts/translations.py extract
	$(PY) scripts/translations.py compile

pictures: setup ## take the guide's screenshots anew (needs chromium)
	PYTHONPATH=. $(PY) scripts/screenshots.py

quality: setup ## judge the public pages: Nu, Lighthouse, weight (needs chromium, Java and npm)
	@PYTHONPATH=. $(PY) scripts/quality.py

.PHONY: help setup run test check bench messages pictures quality
