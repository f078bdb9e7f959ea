#!/bin/sh
# Lock one layer (run, test or dev) of pyproject.toml with hashes, for every platform and Python that the project
# supports. Further arguments go to uv, such as --upgrade or --upgrade-package NAME.
set -eu
layer=$1
shift

lock() {
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header "$@"
}

case $layer in
    run) lock pyproject.toml --output-file requirements/run.txt "$@" ;;
    test) lock pyproject.toml --group test --constraints requirements/run.txt --output-file requirements/test.txt "$@" ;;
    dev) lock pyproject.toml --group dev --constraints requirements/test.txt --output-file requirements/dev.txt "$@" ;;
esac
