# Everything a developer types. Each recipe first installs what is missing (scripts/setup.sh).
.DEFAULT_GOAL := help
.PHONY: help setup serve demo test test-full fuzz bench bench-search bench-desk bench-exports bench-backup bench-hostile fuzz-api fmt lint shots clean

help: ## this list
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

setup: ## install what is missing, nothing else
	@scripts/setup.sh

serve: ## build and serve on SQLite at http://127.0.0.1:3000
	@scripts/serve.sh

demo: ## the same with 200 synthetic people, in a data folder of its own
	@scripts/serve.sh demo

test: ## every check; ends with « N passed, N failed »
	@scripts/test.sh

test-full: ## the same with the longest tests at full size, every form walked in every browser project
	@TESTS_FULL=1 scripts/test.sh

fuzz: ## hostile input, FUZZ_MINUTES (10) minutes a kind
	@bash -c 'source scripts/env.sh && FUZZ_MINUTES=$${FUZZ_MINUTES:-10} PROPTEST_CASES=$${PROPTEST_CASES:-1000000} \
	  cargo test --profile tests --features ssr --lib -- hostile every_case damaged_profile whatever the_form'

fuzz-api: ## ask every operation of the REST API anything, as three callers, API_EXAMPLES (30) requests each
	@scripts/schemathesis.sh

bench: ## measure the pages, the REST API and exports: release build, load generator
	@scripts/bench.sh
	@scripts/bench-exports.sh

bench-search: ## measure the search alone, with PEOPLE demo people
	@scripts/bench-search.sh

bench-desk: ## measure the administrators' desk, with PEOPLE demo people
	@scripts/bench-desk.sh

bench-exports: ## measure exports of PEOPLE demo people in every format
	@scripts/bench-exports.sh

bench-backup: ## measure backup, restore and moving in, with PEOPLE demo people and FILES gigabytes
	@scripts/bench-backup.sh

bench-hostile: ## measure what visitors get while hostile connections are open
	@scripts/bench-hostile.sh

fmt: ## format the Rust code
	@bash -c 'source scripts/env.sh && cargo fmt'

lint: ## formatting, rules of the house, dependencies, clippy for server and browser
	@scripts/test.sh format guards lint

shots: ## screenshots of every public page into SHOTS (none: talentsmaroc-shots among the temporary files)
	@scripts/shots.sh

clean: ## remove build products (never data)
	@bash -c 'source scripts/env.sh && cargo clean && rm -rf node_modules'
