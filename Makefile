# Everything runs from a fresh clone with python3.11, gcc and make; nothing is written outside this folder.
PYTHON ?= python3.11
DEMO = .venv
TEST = .venv-test
QUICK = .venv-quick
DIST = .venv-dist
SEED = $(wildcard seeds/*.txt)
# The first pip that installs dependency groups.
PIP = "pip>=25.1"
SOURCES = pyproject.toml setup.py $(shell find src -name '*.pyx' -o -name '*.pxd' -o -name '*.h' 2>/dev/null)

.PHONY: demo quick quick-installed test lint docs check dist sanitize fuzz snapshot snapshot-write clean
.PHONY: bench bench-check bench-reference bench-instructions bench-micro bench-report

demo: $(DEMO)/ready
	@mkdir -p build
	$(DEMO)/bin/arabnews process $(SEED) --output build/seed.jsonl
	$(DEMO)/bin/arabnews process $(SEED) --out html --output build/seed.html
	$(DEMO)/bin/arabnews process $(SEED) --out summary
	@echo "wrote build/seed.jsonl and build/seed.html"

# For a first hour, and while working: tests that need no other library and are quick, with few examples a property.
OTHERS = $(addprefix /*/arabnews_nlp/,integrations duplicates) \
  $(addprefix /*/tests/,integrations browser training docs export duplicates benchmarks fuzz typing)
QUICK_TESTS = HYPOTHESIS_PROFILE=quick $(1) -m pytest -m "not slow$(3)" $(2) tests $(OTHERS:%=--ignore-glob='%')

quick: $(QUICK)/ready
	$(call QUICK_TESTS,$(QUICK)/bin/python,src)

# The same against what is installed for PYTHON, from a folder that has the tests and no src.
quick-installed:
	$(call QUICK_TESTS,$(PYTHON),--pyargs arabnews_nlp, and not sources)

test: $(TEST)/ready
	$(TEST)/bin/python -m pytest

# Compiled modules have stubs, which must say what is there; they need not say what only compiled code uses.
STUBBED = $(subst /,.,$(patsubst src/%.pyi,%,$(shell find src -name '*.pyi' 2>/dev/null)))
STUBTEST = --ignore-missing-stub --ignore-positional-only --ignore-disjoint-bases \
  --allowlist tests/typing/stubtest-allowed.txt --ignore-unused-allowlist

lint: $(TEST)/ready
	$(TEST)/bin/ruff check .
	$(TEST)/bin/ruff format --check .
	$(TEST)/bin/mypy
	$(TEST)/bin/python -m mypy.stubtest $(STUBBED) --concise --mypy-config-file pyproject.toml $(STUBTEST)
	$(TEST)/bin/basedpyright --pythonpath $(TEST)/bin/python
	$(TEST)/bin/interrogate src
	$(TEST)/bin/reuse lint -q

docs: $(TEST)/ready
	$(TEST)/bin/python docs/tables.py --check
	$(TEST)/bin/sphinx-build -W -n -q -b html docs build/docs
	@echo "wrote build/docs/index.html"

bench: $(TEST)/bench
	$(TEST)/bin/python -m benchmarks

bench-check: $(TEST)/ready
	$(TEST)/bin/python -m benchmarks.check

bench-reference: $(TEST)/ready
	$(TEST)/bin/python -m benchmarks.check --write

bench-instructions: $(TEST)/ready
	$(TEST)/bin/python -m benchmarks.instructions

bench-micro: $(TEST)/bench
	$(TEST)/bin/python -m pytest benchmarks/micro --benchmark-columns=median,iqr,ops,rounds --benchmark-group-by=func

bench-report: $(TEST)/ready
	$(TEST)/bin/python -m benchmarks.report

check: test lint docs

# Files for the package index in dist/, checked, and the quick tests from each in an empty environment.
dist: $(DIST)/ready
	tools/dist.sh $(DIST)/bin/python

sanitize: $(TEST)/ready
	tools/sanitize.sh $(TEST)/bin/python

fuzz: $(TEST)/ready
	$(TEST)/bin/python -m fuzz --count 200000
	$(TEST)/bin/python -m fuzz --count 20000 --target pipeline
	$(TEST)/bin/python -m fuzz --count 5000 --target readers
	$(TEST)/bin/python -m fuzz --count 1000 --target models

snapshot: $(TEST)/ready
	$(TEST)/bin/python tools/snapshot.py

snapshot-write: $(TEST)/ready
	$(TEST)/bin/python tools/snapshot.py --write

$(DIST)/ready: pyproject.toml
	$(PYTHON) -m venv $(DIST)
	$(DIST)/bin/pip install -q --upgrade $(PIP)
	$(DIST)/bin/pip install -q --group dist
	@touch $@

$(DEMO)/ready: $(SOURCES)
	$(PYTHON) -m venv $(DEMO)
	$(DEMO)/bin/pip install -q .
	@touch $@

$(QUICK)/ready: $(SOURCES)
	$(PYTHON) -m venv $(QUICK)
	$(QUICK)/bin/pip install -q --upgrade $(PIP)
	$(QUICK)/bin/pip install -q --group core --group quick
	$(QUICK)/bin/pip install -q --no-build-isolation -e .
	@touch $@

# CPU torch first: the registry's newest build would bring several GB of CUDA packages.
$(TEST)/ready: $(SOURCES)
	$(PYTHON) -m venv $(TEST)
	$(TEST)/bin/pip install -q --upgrade $(PIP)
	$(TEST)/bin/pip install -q torch==2.13.0
	$(TEST)/bin/pip install -q -e . --group dev
	@touch $@

# PyICU is built against the ICU of the system; where that fails the benchmarks say that it is not installed.
$(TEST)/bench: $(TEST)/ready
	$(TEST)/bin/pip install -q --group bench
	-$(TEST)/bin/pip install -q PyICU
	@touch $@

clean:
	rm -rf build dist $(DEMO) $(TEST) $(QUICK) $(DIST)
