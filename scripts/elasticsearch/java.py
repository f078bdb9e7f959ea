"""Find a Java that can run Elasticsearch: version 21 or newer, and a JDK, for a JRE lacks modules it asks for."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from scripts.elasticsearch import Unavailable

OLDEST = 21
MODULES = frozenset({"jdk.attach", "jdk.jdi", "jdk.jlink"})
FOLDERS = ("/usr/lib/jvm", "/usr/java", "/Library/Java/JavaVirtualMachines")

ADVICE = f"""Elasticsearch needs a JDK (not a JRE) of version {OLDEST} or newer, and none was found in ES_JAVA_HOME,
JAVA_HOME, PATH or {FOLDERS[0]}. Install one, such as openjdk-21-jdk-headless or temurin-25-jdk, or name its folder in
ES_JAVA_HOME. With Docker none is needed: docker compose up elasticsearch"""


@cache
def find_java() -> Path:
    """Return the home folder of the first suitable Java: the user's choice, then what is installed.

    Raises Unavailable where there is none.
    """
    for home in candidates():
        if is_suitable(home):
            return home
    raise Unavailable(ADVICE)


def candidates() -> Iterator[Path]:
    """Yield home folders in the order of preference; they need not hold anything."""
    yield from (Path(os.environ[name]) for name in ("ES_JAVA_HOME", "JAVA_HOME") if os.environ.get(name))
    if java := shutil.which("java"):
        yield Path(java).resolve().parents[1]
    for folder in map(Path, FOLDERS):
        for home in sorted(folder.glob("*"), reverse=True):
            yield from (home, home / "Contents/Home")


def is_suitable(home: Path) -> bool:
    """Whether a Java lives there, is new enough and has the modules; asked of Java itself."""
    try:
        command = [str(home / "bin/java"), "--list-modules"]
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    modules = dict(re.findall(r"^([\w.]+)@(\d+)", answer, flags=re.MULTILINE))
    return int(modules.get("java.base", 0)) >= OLDEST and modules.keys() >= MODULES
