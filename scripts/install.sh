#!/bin/sh
# Install a locked requirement file into .venv: uv, because it is quick; pip, where only pip's settings know the index.
set -eu
requirements=$1

echo "Installing $requirements ..."
.venv/bin/uv pip install --quiet --python .venv/bin/python --compile-bytecode --require-hashes -r "$requirements" && exit
echo "uv did not manage; trying pip, which reads its own settings ..."
exec .venv/bin/python -m pip install --quiet --require-hashes -r "$requirements"
