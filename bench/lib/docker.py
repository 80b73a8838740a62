"""A Docker daemon of our own, and containers under the limits of a sandbox."""

import io
import os
import pty
import shutil
import subprocess
import tarfile
import tempfile
import time

from instance import wait_for
from measure import Skipped

# Debian's client and daemon, whatever else the machine has in its PATH.
CLIENT, DAEMON = "/usr/bin/docker", "/usr/sbin/dockerd"
IMAGE = "vivarium-bench"
LIMITS = ["--cpus=0.5", "--memory=512m", "--memory-swap=512m", "--pids-limit=256", "--read-only", "--network=none", "--user=1000:1000",
          "--cap-drop=ALL", "--security-opt=no-new-privileges", "--tmpfs=/tmp:size=64m", "--workdir=/workspace"]
# The same root as a sandbox has: a skeleton, with the host's programs read-only.
PROGRAMS = ["--volume=/usr:/usr:ro", "--volume=/etc/alternatives:/etc/alternatives:ro", "--volume=/etc/ssl:/etc/ssl:ro"]


class Docker:
    """A daemon that shares nothing with another one of the machine; it is ended by its process number."""

    def __enter__(self):
        if not (os.access(CLIENT, os.X_OK) and os.access(DAEMON, os.X_OK)):
            raise Skipped(f"{DAEMON} of the package docker.io is not there")
        self.home = tempfile.mkdtemp(prefix="vivarium-bench-docker.", dir="/var/tmp")
        self.log = open(f"{self.home}/log", "w")
        self.daemon = subprocess.Popen(
            [DAEMON, f"--host={self.address}", f"--data-root={self.home}/data", f"--exec-root={self.home}/exec",
             f"--pidfile={self.home}/pid", "--bridge=none", "--iptables=false", "--ip6tables=false"],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True)
        try:
            self.await_ready()
            self.import_image()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.daemon.poll() is None:
            self.output("ps", "-aq") and self.call("rm", "-f", *self.output("ps", "-aq").split())
        self.daemon.terminate()
        self.daemon.wait(60)
        self.log.close()
        shutil.rmtree(self.home, ignore_errors=True)

    @property
    def address(self):
        return f"unix://{self.home}/docker.sock"

    def await_ready(self):
        def answers():
            if self.daemon.poll() is not None:
                raise Skipped(f"dockerd does not start here: {open(self.log.name).read()[-300:].strip()}")
            return subprocess.run(self.command("version"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
        wait_for(answers, "dockerd", 60, pause=0.2)

    def import_image(self):
        subprocess.run(self.command("import", "-", IMAGE), input=skeleton(), stdout=subprocess.DEVNULL, check=True)

    def command(self, *words):
        return [CLIENT, f"--host={self.address}", *words]

    def call(self, *words):
        subprocess.run(self.command(*words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)

    def output(self, *words):
        return subprocess.run(self.command(*words), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout.strip()

    def run(self, *words, options=()):
        """The command line of a fresh container under the limits."""
        return self.command("run", "--rm", *LIMITS, *PROGRAMS, *options, IMAGE, *words)

    def start(self, *words, options=()):
        """A container that stays; gives its id."""
        done = subprocess.run(self.run(*words, options=["--detach", *options]), stdout=subprocess.PIPE, text=True, check=True)
        return done.stdout.strip()

    def process(self, container):
        return self.output("inspect", "--format", "{{.State.Pid}}", container)

    def shell(self, container):
        return Shell(self.command("exec", "-it", "--env=TERM=xterm-256color", container, "/bin/bash"))


class Shell:
    """A program on a terminal of its own, as a person would start it."""

    def __init__(self, command):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execv(command[0], command)

    def read_until(self, mark):
        seen = b""
        while mark not in seen:
            seen += os.read(self.terminal, 1 << 16)
        return seen

    def read(self):
        return os.read(self.terminal, 1 << 18)

    def type(self, text):
        os.write(self.terminal, text)

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


def skeleton():
    """A root without programs: links into /usr, and the few files that libraries look for."""
    image = io.BytesIO()
    with tarfile.open(fileobj=image, mode="w") as tar:
        for folder, mode in [("usr", 0o755), ("tmp", 0o1777), ("workspace", 0o777), ("proc", 0o755), ("sys", 0o755), ("dev", 0o755),
                             ("etc", 0o755), ("etc/alternatives", 0o755), ("etc/ssl", 0o755)]:
            add(tar, folder, tarfile.DIRTYPE, mode)
        for name in ("bin", "sbin", "lib", "lib64"):
            add(tar, name, tarfile.SYMTYPE, 0o777, link=f"usr/{name}")
        add(tar, "etc/passwd", tarfile.REGTYPE, 0o644, b"root:x:0:0::/:/bin/sh\nuser:x:1000:1000::/workspace:/bin/bash\n")
        add(tar, "etc/group", tarfile.REGTYPE, 0o644, b"root:x:0:\nuser:x:1000:\n")
    return image.getvalue()


def add(tar, name, kind, mode, content=b"", link=""):
    entry = tarfile.TarInfo(name)
    entry.type, entry.mode, entry.size, entry.linkname, entry.mtime = kind, mode, len(content), link, time.time()
    tar.addfile(entry, io.BytesIO(content))
