"""A hub on this machine: an instructor and two students, from release to feedback.

``python -m tests.benchmarks.hub`` makes a throw-away environment with JupyterHub, starts the hub
on loopback, and lets each of the three do what they would do in the browser, by the same
requests; what came of it goes into ``tests/benchmarks/hub.txt``, three minutes long. It needs
Linux, and registries for PyPI and npm.

All three servers run as one user of the system. nbgrader's exchange then asks the hub who somebody
is, if that user is called jovyan, as in the images of Jupyter's Docker stacks; so the hub gets a
list of users of its own, in namespaces that end with it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from exercises.demo.students import answers
from exercises.problem_set import read_problem_set

ROOT = Path(__file__).resolve().parents[2]
SAID = Path(__file__).with_suffix(".txt")
NAME, COURSE = "ps2-proxies", "delicate-dance"
PROXY = "configurable-http-proxy@5.3.0"
PATIENCE = 300.0
CONFIG = """
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {hub}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = "{password}"
c.Authenticator.allowed_users = {{"ines", "ana", "ben"}}
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/home/{{username}}"
c.Spawner.args = ["--allow-root"]
c.Spawner.default_url = "/lab"
c.Spawner.environment = {{"PYTHONPATH": "{root}", "JUPYTER_CONFIG_DIR": "{folder}/config"}}
c.Spawner.http_timeout = c.Spawner.start_timeout = 300
"""
STUDENT = """
c = get_config()
c.CourseDirectory.course_id = "delicate-dance"
c.Exchange.root = "{folder}/exchange"
c.ExchangeCollect.check_owner = False  # all files are of one user of the system
"""


class Somebody:
    """Somebody with a browser: cookies, and the tokens that pages carry."""

    def __init__(self, address: str, name: str, password: str) -> None:
        self.address, self.name = address, name
        self.jar = CookieJar()
        handler = urllib.request.HTTPCookieProcessor(self.jar)
        self.opener = urllib.request.build_opener(handler)
        self.ask("/hub/login")
        form = {"username": name, "password": password, "_xsrf": self.token("/hub/")}
        self.ask("/hub/login", form)
        self.ask(f"/hub/spawn/{name}")
        self.own = f"/user/{name}"
        until(self._arrive, "the server starts")

    def _arrive(self) -> None:
        """Open a page of the own server, which signs in with the hub, and see that it answers."""
        self.ask(f"{self.own}/lab")
        self.ask(f"{self.own}/api/status")

    def token(self, path: str) -> str:
        """Return the token against forged requests that belongs to a path."""
        fitting = [one for one in self.jar if one.name == "_xsrf" and path.startswith(one.path)]
        return max(fitting, key=lambda one: len(one.path)).value or ""

    def ask(
        self, path: str, form: dict[str, str] | None = None, *, method: str = "", data: Any = None
    ) -> Any:
        """Send a request as a page would; return what was answered."""
        body = urllib.parse.urlencode(form).encode() if form is not None else None
        request = urllib.request.Request(self.address + path, data=body)
        if data is not None:
            request.data = json.dumps(data).encode()
            request.add_header("Content-Type", "application/json")
        if method:
            request.method = method
        if path.startswith("/user/") and request.get_method() != "GET":
            request.add_header("X-XSRFToken", self.token(path))
        with self.opener.open(request, timeout=PATIENCE) as reply:
            text = reply.read().decode()
        return json.loads(text) if text.startswith(("{", "[")) else text

    def exchange(self, action: str) -> Any:
        """Do what the list of assignments does at a click."""
        form = {"course_id": COURSE, "assignment_id": NAME}
        return self.ask(f"{self.own}/assignments/{action}", form)

    def formgrader(self, action: str) -> Any:
        """Do what the Formgrader does at a click."""
        return self.ask(f"{self.own}/formgrader/api/assignment/{NAME}/{action}", data={})


def until(asked: Any, what: str) -> Any:
    """Ask until there is an answer; say what did not happen."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            return asked()
        except (urllib.error.URLError, OSError, ValueError) as error:
            why = error
            time.sleep(0.5)
    raise TimeoutError(f"{what}: {why}")


def environment(folder: Path) -> Path:
    """Make an environment with the course's packages, JupyterHub and its proxy."""
    python, uv = folder / "env/bin/python", str(Path(sys.executable).with_name("uv"))
    subprocess.run([uv, "venv", "-q", "--python", sys.executable, str(folder / "env")], check=True)
    install = [uv, "pip", "install", "-q", "--python", str(python)]
    subprocess.run([*install, "--no-deps", "-r", str(ROOT / "requirements.txt")], check=True)
    subprocess.run([*install, "jupyterhub==6.1.1"], check=True)
    npm = ["npm", "install", "--silent", "--prefix", str(folder), PROXY]
    subprocess.run(npm, check=True, stdout=subprocess.DEVNULL)
    return python.parent


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens on."""
    found = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    numbers = [one.getsockname()[1] for one in found]
    for one in found:
        one.close()
    return numbers


@contextmanager
def hub(folder: Path, tools: Path, password: str) -> Iterator[str]:
    """Run a hub, in which the system's user is called jovyan; yield its address."""
    port, own, api = free_ports(3)
    facts = {"folder": folder, "port": port, "hub": own, "api": api, "root": ROOT}
    (folder / "hub.py").write_text(CONFIG.format(password=password, **facts), encoding="utf-8")
    (folder / "config").mkdir()
    for name in ("exchange", "home/ines", "home/ana", "home/ben"):
        (folder / name).mkdir(parents=True)
    (folder / "exchange").chmod(0o777)
    (folder / "config/nbgrader_config.py").write_text(STUDENT.format(**facts), encoding="utf-8")
    user = f"jovyan:x:0:0::{folder}:/bin/sh\n"  # root here, or mapped to it
    (folder / "passwd").write_text(user, encoding="utf-8")
    path = os.pathsep.join([str(tools), f"{folder}/node_modules/.bin", os.environ["PATH"]])
    apart = ["unshare", "--mount", "--mount-proc", "--pid", "--fork", "--kill-child"]
    apart += [] if os.getuid() == 0 else ["--map-root-user"]
    command = f"mount --bind {folder}/passwd /etc/passwd && exec jupyterhub -f {folder}/hub.py"
    with (folder / "hub.log").open("w", encoding="utf-8") as log:
        running = subprocess.Popen(
            [*apart, "sh", "-c", command], cwd=folder, env={**os.environ, "PATH": path},
            stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            running.kill()
            running.wait(PATIENCE)  # and with it whatever it started


def solved(notebook: Any, wrong: str = "") -> Any:
    """Return a fetched notebook with its answers, one of them wrong."""
    problem_set = read_problem_set(NAME)
    written = answers(problem_set) | ({"q1-answer": wrong} if wrong else {})
    for cell in notebook["cells"]:
        cell["source"] = written.get(cell["id"], cell["source"])
    return notebook


def main() -> None:
    """Let three people work, and write down what came of it."""
    start = time.monotonic()
    lines: list[str] = []

    def say(words: str) -> None:
        lines.append(words)
        print(f"{time.monotonic() - start:5.0f} s  {words}", flush=True)

    with TemporaryDirectory() as name:
        folder = Path(name)
        tools = environment(folder)
        say("an environment with JupyterHub 6.1.1, nbgrader and configurable-http-proxy 5.3.0")
        with hub(folder, tools, password := os.urandom(8).hex()) as address:
            work(folder, address, password, say)
    SAID.write_text("\n".join([*lines, ""]), encoding="utf-8")


def work(folder: Path, address: str, password: str, say: Any) -> None:
    """Release, fetch, submit, collect, grade and give back, as three people do."""
    course = folder / "home/ines"

    def grading(step: str) -> str:
        command = [sys.executable, "-m", "exercises.grading", step, NAME, "--course", str(course)]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        return done.stdout

    grading("release")
    config = course / "nbgrader_config.py"
    exchange = STUDENT.format(folder=folder).replace("c = get_config()\n", "")
    config.write_text(config.read_text(encoding="utf-8") + exchange, encoding="utf-8")
    until(lambda: urllib.request.urlopen(f"{address}/hub/login").read(), "the hub starts")
    ines, ana, ben = (Somebody(address, name, password) for name in ("ines", "ana", "ben"))
    say("ines, ana and ben have signed in, each with a server")
    assert ines.formgrader("release")["success"]
    say(f"ines has released {NAME} in the Formgrader")
    wrong = read_problem_set(NAME).questions[0].wrong_answers[3].code
    for student, answer in ((ana, ""), (ben, wrong)):
        assert student.exchange("fetch")["success"]
        path = f"{student.own}/api/contents/{NAME}/{NAME}.ipynb"
        notebook = solved(student.ask(path)["content"], answer)
        student.ask(path, method="PUT", data={"type": "notebook", "content": notebook})
        assert student.exchange("submit")["success"]
        say(f"{student.name} has fetched, solved and submitted it")
    assert ines.formgrader("collect")["success"]
    table = grading("autograde")
    rows = re.findall(rf"^{NAME} +(\w+) +graded +(\S+ of \S+)", table, re.MULTILINE)
    assert rows == [("ana", "16 of 20"), ("ben", "14 of 20")], table
    say(f"ines has collected and graded: {', '.join(' '.join(row) for row in rows)}")
    grading("feedback")
    assert ines.formgrader("release_feedback")["success"]
    for student, points in ((ana, "16 of 20"), (ben, "14 of 20")):
        assert student.exchange("fetch_feedback")["success"]
        (page,) = (folder / "home" / student.name).rglob("feedback/*/*.html")
        assert f"{points} points" in page.read_text(encoding="utf-8")
        say(f"{student.name} has a page of feedback: {points} points")
    others = [path.name for path in (folder / "home/ana").rglob("*") if "ben" in path.name]
    assert others == []


if __name__ == "__main__":
    if not shutil.which("unshare"):
        raise SystemExit("This needs Linux, with unshare (util-linux).")
    main()
