"""One Elasticsearch process: its folder, its configuration, and everything that may be done to it.

It listens on this machine only and has no security: it is for development and tests.
"""

import fcntl
import http.client
import json
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from scripts.elasticsearch import Unavailable
from scripts.elasticsearch.java import find_java

HOST = "127.0.0.1"
START_SECONDS = 180
STOP_SECONDS = 30
LOGGING = """status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] [%node_name]%marker %m%consoleException%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
"""

AS_NOBODY = (
    "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs",
    "--bounding-set=-all,+dac_override", "--inh-caps=-all,+dac_override", "--ambient-caps=-all,+dac_override",
    "--securebits=+no_setuid_fixup",
)  # fmt: skip
"""Elasticsearch refuses to run as root. The account nobody, with root's right to read and write files and no other, can
do so wherever the project lies, even in root's home, and no folder has to change hands."""

RUNNING = "running"
"""The file with the process's number. A running process holds a lock on it, so a stale number does no harm."""


def lock(file: IO[str]) -> bool:
    """Take the lock of a running file; False if a process has it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def unprivileged() -> tuple[str, ...]:
    """Return what the command has to begin with lest it runs as root."""
    if os.geteuid() != 0:
        return ()
    if not shutil.which(AS_NOBODY[0]):
        raise Unavailable(
            "Elasticsearch refuses to run as root: run this as somebody else, or install setpriv."
        )
    return AS_NOBODY


@dataclass(slots=True)
class Node:
    """A node that keeps configuration, data and log in `folder`. Its ports stay the same when it starts again."""

    home: Path
    folder: Path
    port: int
    transport_port: int
    java_options: str
    settings: dict[str, Any]
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def start(self) -> None:
        """Start the process; it answers some 20 seconds later. Raises Unavailable if one runs in this folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / RUNNING).open("a") as running:
            if not lock(running):
                raise Unavailable(f"An Elasticsearch already runs in {self.folder}; ARGS=--stop ends it.")
            self.configure()
            self.process = self.launch(running.fileno())
            running.truncate(0)
            running.write(f"{self.process.pid}\n")

    def launch(self, held: int) -> subprocess.Popen[bytes]:
        """Start the process, which keeps the lock on an open file as long as it lives."""
        with self.log.open("wb") as log:
            return subprocess.Popen(
                [*unprivileged(), self.home / "bin/elasticsearch"],
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C in the terminal is for us: we stop it, in our order.
                start_new_session=True,
                pass_fds=[held],
            )

    def configure(self) -> None:
        """Write the configuration; data of an earlier run stay."""
        config = self.folder / "config"
        for folder in (config, self.folder / "tmp"):
            folder.mkdir(exist_ok=True)
        shutil.copy(self.home / "config/jvm.options", config)
        (config / "log4j2.properties").write_text(LOGGING)
        # JSON values are YAML values.
        lines = (f"{name}: {json.dumps(value)}\n" for name, value in self.configuration().items())
        (config / "elasticsearch.yml").write_text("".join(lines))

    def configuration(self) -> dict[str, Any]:
        return {
            "node.name": self.name,
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
            "network.host": HOST,
            "http.port": self.port,
            "transport.port": self.transport_port,
            "xpack.security.enabled": False,
            # A disk that is nearly full is no reason to refuse test data.
            "cluster.routing.allocation.disk.threshold_enabled": False,
            **self.settings,
        }

    def environment(self) -> dict[str, str]:
        """Nothing of the caller's environment gets through to Java but the path."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "ES_JAVA_HOME": str(find_java()),
            "ES_JAVA_OPTS": self.java_options,
            "ES_PATH_CONF": str(self.folder / "config"),
            "ES_TMPDIR": str(self.folder / "tmp"),
        }

    def wait(self, node_count: int, seconds: float = START_SECONDS) -> None:
        """Return once it answers and sees so many nodes. Raises Unavailable with its last words if it does not."""
        deadline = time.monotonic() + seconds
        while not self.sees(node_count):
            if (self.process and self.process.poll() is not None) or time.monotonic() > deadline:
                raise Unavailable(f"Elasticsearch did not start; {self.log} ends with:\n{self.last_words()}")
            time.sleep(0.2)

    def sees(self, node_count: int) -> bool:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", f"/_cluster/health?timeout=1s&wait_for_nodes={node_count}")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def last_words(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()
        return "\n".join(line for line in lines[-40:] if "[INFO ]" not in line)

    def kill(self) -> None:
        """End it without warning, as a failing machine would."""
        self.signal(signal.SIGKILL)
        self.gone()

    def pause(self) -> None:
        """Make it hang: connections stay open and nothing answers."""
        self.signal(signal.SIGSTOP)

    def resume(self) -> None:
        self.signal(signal.SIGCONT)

    def stop(self) -> None:
        """Let it finish and close its files; a node that was not started or is gone is left alone."""
        if self.process and self.process.poll() is None:
            self.resume()
            self.process.terminate()
            self.gone()

    def watch(self) -> None:
        """Return when it ends by itself, which is a failure. Raises Unavailable with its last words."""
        if self.process:
            self.process.wait()
            raise Unavailable(f"Elasticsearch ended; {self.log} ends with:\n{self.last_words()}")

    def gone(self) -> None:
        if self.process:
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the launcher and the server it has started."""
        if self.process:
            os.killpg(self.process.pid, number)
