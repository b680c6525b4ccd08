# Two verbs matter: `make chat` sets everything up and opens the chat; `make test` passes the tests.
# `make docs` writes what the program says of itself into docs/; `make release` builds and tries dist/.
VENV   := .venv
PYTHON ?= python3
BIN    := $(VENV)/bin
INDEX  ?= .dateline
PORT   ?= 7860
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

DATASETS ?= $(or $(DATELINE_DATASETS),../shared/datasets)

.PHONY: chat ask test lint docs gate bench bench-quality bench-archive audit soak lock release clean

chat: $(VENV)/.app $(INDEX)/CURRENT
	$(BIN)/dateline chat --index $(INDEX) --port $(PORT)

ask: $(VENV)/.app $(INDEX)/CURRENT
	$(BIN)/dateline ask "$(Q)" --index $(INDEX)

# `make test COVERAGE=1` says as well which lines no test ran, and takes longer. Each processor has
# its tests; what these compute is not shared between processors too, which would wait for each other.
test: $(VENV)/.dev
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder \
		$(if $(COVERAGE),--cov --cov-report=term:skip-covered)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/.dev
	$(BIN)/python -m eval.docs

# Fails when a figure over the samples got significantly worse than the committed baseline.
gate: $(VENV)/.dev
	$(BIN)/dateline index index/samples --index $(VENV)/gate
	$(BIN)/dateline eval gate eval/cases/samples.jsonl --index $(VENV)/gate \
		--baseline eval/results/samples.json

bench: $(VENV)/.bench
	$(BIN)/python -m eval.bench

bench-quality: $(VENV)/.bench
	$(BIN)/python -m eval.quality

bench-archive: $(VENV)/.bench
	$(BIN)/python -m eval.bench.extraction $(DATASETS)/article-extraction-a
	$(BIN)/python -m eval.bench.archive $(DATASETS)/reuters-21578

# All parts with their hashes: `pip install --require-hashes -r requirements.lock`. With
# pip 23 it fails at extras ("coverage[toml]"); pip 26 installs it.
lock: $(VENV)/.dev
	$(PIP) -e ".[audit]"
	$(BIN)/uv pip compile pyproject.toml --extra dev --generate-hashes --no-header --no-annotate \
		--constraint constraints.txt --output-file requirements.lock

# Fifty users for ten minutes with an indexer beside; figures in eval/results/soak.json. After that
# 200 writers are killed at random moments (the suite kills 60) and each fault is tried.
soak: $(VENV)/.dev
	$(BIN)/python -m eval.bench.soak
	$(BIN)/python -m tests.support.crashing "$$(mktemp -d)/index" 200 1963 \
		> eval/results/writers-killed.json
	$(BIN)/python -m pytest -q -rA -p no:warnings tests/index/folder tests/index/commit \
		tests/index/test_lying_files.py tests/ui/guard/test_life.py \
		| grep -E '^(PASSED|FAILED|ERROR|SKIPPED)|passed|failed' > eval/results/faults.txt

# Known holes of what is installed, risky code of ours, and a list of all parts (SBOM).
audit: $(VENV)/.dev
	$(PIP) -e ".[audit]"
	$(BIN)/python -m pip_audit --local --skip-editable --progress-spinner off
	$(BIN)/python -m bandit --quiet --recursive --configfile pyproject.toml index rag ui dateline.py
	mkdir -p dist
	$(BIN)/cyclonedx-py environment $(VENV)/bin/python --pyproject pyproject.toml \
		--output-reproducible --output-file dist/sbom.json

# The wheel is tried in an environment of its own, with the dependencies of this one.
release: $(VENV)/.dev
	$(PIP) -e ".[release]"
	rm -rf dist build
	$(BIN)/python -m build
	$(BIN)/python -m twine check --strict dist/*
	$(BIN)/python .ci/try_wheel.py dist

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.app: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) -e .
	touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) -e ".[dev]"
	touch $@ $(VENV)/.app

$(VENV)/.bench: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) -e ".[peers,report]"
	touch $@ $(VENV)/.app

# The sample articles are indexed once; an index that exists is left as it is.
$(INDEX)/CURRENT: | $(VENV)/.app
	$(BIN)/dateline index index/samples --index $(INDEX)

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .coverage build dist
