# Everything a person or the continuous integration runs. Python 3.11 or later has to be there; the rest is fetched.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DATA ?= ../shared/data
MODEL := src/sayso/reading/model
RUNS ?= training/runs

.PHONY: demo test lint train bench docs corpus chromium page

$(BIN)/sayso: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/test.done: pyproject.toml $(BIN)/sayso
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,docs]'
	touch $@

$(VENV)/train.done: pyproject.toml $(BIN)/sayso
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'torch==2.13.0'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	touch $@

# The two commands of the README: make demo, and sayso read.
demo: $(BIN)/sayso
	$(BIN)/sayso demo

# Debian's browser, which the tests of the page drive.
chromium:
	command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium >/dev/null; }

lint: $(VENV)/test.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# What only a machine with Node.js can check; the package's build fetches one where there is none.
page:
	cd web && npm ci --no-audit --no-fund && npm run types && npm run check && npm test && npm run build

test: lint chromium
	$(BIN)/python -m pytest

# From nothing, with a fixed seed; stopped, it goes on from its last checkpoint. About two hours on two cores.
train: $(VENV)/train.done
	$(BIN)/python -m training.train --data $(DATA) --out $(RUNS)/all
	$(BIN)/python -m training.train --data $(DATA) --out $(RUNS)/without-polnear --without polnear
	$(BIN)/python -m training.export $(RUNS)/all/trained.pt $(MODEL)/reader.onnx
	$(BIN)/python -m training.export $(RUNS)/without-polnear/trained.pt $(RUNS)/without-polnear.onnx
	$(BIN)/python -m training.borders --data $(DATA) --out $(MODEL)/borders.json
	$(BIN)/python -m training.acts --out $(MODEL)/acts.json
	$(BIN)/python -m training.card --data $(DATA) --model $(MODEL)/reader.onnx --without $(RUNS)/without-polnear.onnx --out $(MODEL)/MODEL_CARD.md

bench: $(VENV)/test.done
	$(BIN)/python -m benchmarks.run --data $(DATA) $(if $(REPORT),--report $(REPORT))

docs: $(VENV)/test.done
	$(BIN)/mkdocs build --strict

corpus: $(VENV)/test.done
	$(BIN)/python -m corpus.check
	$(BIN)/python -m corpus.variety
	$(BIN)/python -m corpus.agree
