"""An instance of Vivarium of our own: empty data folder, free port, ended and removed afterwards."""

import hashlib
import http.client
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time

from sockets import WebSocket

VIVARIUM = os.environ["VIVARIUM"]
PROVISION_SECONDS = 600


class Instance:
    """Started by `with`; `url` paths go to its own port with its operator's token."""

    def __enter__(self):
        self.data = tempfile.mkdtemp(prefix="vivarium-bench.", dir="/var/tmp")
        os.chmod(self.data, 0o755)
        self.port = free_port()
        try:
            self.up()
            self.token = self.launcher("token").strip()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.down()
        shutil.rmtree(self.data, ignore_errors=True)

    def up(self):
        self.launcher("up", "--detach", "--yes", "--port", str(self.port))

    def down(self):
        self.launcher("down", check=False)

    def launcher(self, verb, *options, check=True):
        environment = {k: v for k, v in os.environ.items() if k not in ("VIVARIUM_PORT", "VIVARIUM_HOST", "VIVARIUM_DATA")}
        done = subprocess.run([VIVARIUM, verb, "--data", self.data, *options], env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=PROVISION_SECONDS)
        if check and done.returncode != 0:
            raise RuntimeError(f"vivarium {verb} failed:\n{done.stderr}")
        return done.stdout

    @property
    def run(self):
        """Folder of its sockets and process numbers."""
        return f"/run/vivarium/v{hashlib.sha256(self.data.encode()).hexdigest()[:8]}"

    def pid(self, part):
        with open(f"{self.run}/{part}.pid") as file:
            return int(file.read().split()[0])

    def connection(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PROVISION_SECONDS)

    def headers(self, host=None):
        return {"Host": host or f"localhost:{self.port}", "Authorization": f"Bearer {self.token}"}

    def call(self, method, path, body=None, raw=None):
        """The JSON of an answer, None without one; an error ends the benchmark."""
        headers = self.headers() | ({"Content-Type": "application/json"} if raw is None else {})
        connection = self.connection()
        connection.request(method, path, json.dumps(body) if body is not None else raw, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {content[:300]!r}")
        return json.loads(content) if content and raw is None else None

    def socket(self, path):
        return WebSocket(self.port, path, self.headers())

    def project(self, template):
        return self.call("POST", "/api/projects", {"name": f"bench {template}", "template": template})["id"]

    def write(self, project, path, text):
        self.call("PUT", f"/api/projects/{project}/files?path={path}", raw=text.encode())

    def workspace(self, project):
        return f"{self.data}/workspaces/{project}"

    def preview_host(self, project):
        return f"{project}.preview.localhost:{self.port}"

    def start_sandbox(self, project):
        self.call("POST", f"/api/projects/{project}/sandbox")
        wait_for(lambda: self.call("GET", f"/api/projects/{project}/sandbox")["state"] == "running", "the sandbox")

    def stop_sandbox(self, project):
        self.call("DELETE", f"/api/projects/{project}/sandbox")
        wait_for(lambda: self.call("GET", f"/api/projects/{project}/sandbox")["state"] == "stopped", "the sandbox's end")

    def start_run(self, project, **what):
        return self.call("POST", "/api/runs", {"projectId": project} | what)["id"]

    def finish_run(self, run):
        """Waits for its end, which must be a good one."""
        def ended():
            return self.call("GET", f"/api/runs/{run}")["state"] == "exited"
        wait_for(ended, "a run", PROVISION_SECONDS, pause=0.2)
        code = self.call("GET", f"/api/runs/{run}")["exitCode"]
        if code != 0:
            raise RuntimeError(f"a run ended with {code}: {self.log_of(run)}")

    def log_of(self, run):
        connection = self.connection()
        connection.request("GET", f"/api/runs/{run}/log", headers=self.headers())
        return connection.getresponse().read().decode(errors="replace")[-2000:]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition, what, seconds=60, pause=0.02):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError(f"{what} was not there after {seconds} s")
        time.sleep(pause)
