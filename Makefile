# Portail : « make demo » montre le produit, « make test » le vérifie de bout en bout.

PY ?= python3
VENV := .venv/bin
UV ?= $(shell command -v uv || echo build/verrous/bin/uv)
VERROUILLER = $(UV) pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make verrous"

.DEFAULT_GOAL := aide
.PHONY: aide demo test verifier formater traduire tables installer installer-dev verrous

aide:
	@echo "make demo [PORT=8000]   données fictives et serveur sur cette machine"
	@echo "make test               installe ce qu’il faut et vérifie tout, navigateur compris"
	@echo "make verifier           la même vérification, sans installer Chromium"
	@echo "make formater           met le code en forme"
	@echo "make traduire           met à jour translations/ d’après les phrases du code"
	@echo "make tables             met à jour les tables engendrées par le code"
	@echo "make verrous            refait requirements*.txt (versions et empreintes)"

demo: installer
	@$(VENV)/portail demo $(ARGS)

test: installer-dev
	@$(VENV)/python -m outils.navigateur
	@$(MAKE) --no-print-directory verifier

# The one gate: what is not checked here is not a rule.
verifier: installer-dev
	$(VENV)/ruff format --check .
	$(VENV)/ruff check .
	$(VENV)/mypy
	$(VENV)/lint-imports
	$(VENV)/djlint --quiet --lint templates
	$(VENV)/python -m outils.catalogue verifier
	$(VENV)/python -m pytest -n 2 --dist worksteal $(ARGS)

formater: installer-dev
	$(VENV)/ruff check --fix-only --quiet .
	$(VENV)/ruff format .

traduire: installer-dev
	$(VENV)/python -m outils.catalogue

tables: installer-dev
	$(VENV)/portail tables

installer:
	@$(PY) bootstrap.py

installer-dev:
	@$(PY) bootstrap.py dev

# Run after any change of the dependencies in pyproject.toml or requirements*.in; add VERROUS=--upgrade for newer versions.
verrous:
	@test -x "$(UV)" || { $(PY) -m venv build/verrous && build/verrous/bin/python -m pip install --quiet uv; }
	$(VERROUILLER) $(VERROUS) -o requirements.txt pyproject.toml requirements.in
	$(VERROUILLER) $(VERROUS) -o requirements-dev.txt pyproject.toml requirements-dev.in
