"""Put a distribution together in .venv/elasticsearch: Elastic's server with the modules that search needs."""

import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from scripts.elasticsearch import ROOT, VERSION
from scripts.elasticsearch.artifacts import DOWNLOADS, MODULES, SERVER, locate, obtain
from scripts.elasticsearch.java import find_java

HOME = ROOT / ".venv/elasticsearch"
MODULE_NAMES = ("aggregations", "analysis-common", "lang-painless", "reindex", "rest-root")
RECIPE = "\n".join([SERVER.sha512, MODULES.sha512, *MODULE_NAMES])
"""What the distribution is made of; kept in it, so that another recipe makes another distribution."""


def is_assembled() -> bool:
    recipe = HOME / "recipe"
    return recipe.exists() and recipe.read_text() == RECIPE


def assemble(tell: Callable[[str], None]) -> Path:
    """Return the folder of the distribution, made on first use. `tell` is called before each long step.

    It appears whole or not at all. The downloads, about 1 GB, are removed afterwards. Raises Unavailable, before
    anything is downloaded if Java is what lacks.
    """
    find_java()
    if not is_assembled():
        if not (locate(SERVER) and locate(MODULES)):
            tell(f"Fetching Elasticsearch {VERSION}, about 1 GB, once ...")
        server, modules = obtain(SERVER), obtain(MODULES)
        tell(f"Putting it together in {HOME.relative_to(ROOT)} ...")
        put_together(server, modules)
        shutil.rmtree(DOWNLOADS, ignore_errors=True)
    return HOME


def put_together(server: Path, modules: Path) -> None:
    HOME.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=HOME.parent, prefix="elasticsearch-") as folder:
        made = unpack(server, "", Path(folder)) / f"elasticsearch-{VERSION}"
        for name in MODULE_NAMES:
            part = f"sonarqube-{MODULES.version}/elasticsearch/modules/{name}/"
            shutil.move(unpack(modules, part, Path(folder)) / part, made / "modules" / name)
        for program in (made / "bin").iterdir():
            program.chmod(0o755)
        (made / "recipe").write_text(RECIPE)
        shutil.rmtree(HOME, ignore_errors=True)
        made.rename(HOME)


def unpack(archive: Path, part: str, folder: Path) -> Path:
    """Extract the members whose names begin with `part`; return the folder."""
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder, [name for name in opened.namelist() if name.startswith(part)])
    return folder
