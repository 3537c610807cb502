"""What a page costs through a web server: CPU of the server's processes while a client asks over one kept connection."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from .processes import command, settings

TICK = os.sysconf("SC_CLK_TCK")
NGINX = """daemon off; worker_processes 1; pid {here}/nginx.pid; error_log {here}/nginx.log;
events {{ worker_connections 64; }}
http {{ access_log off; keepalive_requests 1000000; client_body_temp_path {here}/body; proxy_temp_path {here}/proxy;
fastcgi_temp_path {here}/fastcgi; uwsgi_temp_path {here}/uwsgi; scgi_temp_path {here}/scgi; default_type text/html;
server {{ listen 127.0.0.1:{port}; root {here}/pages; }} }}
"""


def constant(length: int, port: int) -> None:
    """Granian with nothing behind it: the same bytes for everybody, as many as the page has."""
    from granian import Granian
    from granian.constants import Interfaces

    os.environ["BENCH_LENGTH"] = str(length)
    Granian("bin.benching.constant:application", address="127.0.0.1", port=port, interface=Interfaces.WSGI).serve()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _tree(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(below for child in told for below in _tree(int(child)))]


def _spent(pid: int) -> float:
    """Seconds of CPU, user and system, of a process and those below it."""
    ticks = 0
    for one in _tree(pid):
        fields = Path(f"/proc/{one}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / TICK


@dataclass
class Served:
    """A running server, and one connection to it."""

    pid: int
    port: int
    path: str

    def cpu(self, times: int) -> float:
        """Milliseconds a request."""
        with socket.create_connection(("127.0.0.1", self.port)) as line:
            self._ask(line, 20)
            before = _spent(self.pid)
            self._ask(line, times)
            return (_spent(self.pid) - before) * 1000 / times

    def length(self) -> int:
        with socket.create_connection(("127.0.0.1", self.port)) as line:
            return self._ask(line, 1)

    def _ask(self, line: socket.socket, times: int) -> int:
        asked = f"GET {quote(self.path, safe='/?=&:%')} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n".encode()
        length = 0
        for _ in range(times):
            line.sendall(asked)
            head, _, rest = _until_blank(line).partition(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise SystemExit(f"{self.path} answered {head[:40]!r}.")
            length = next(int(each[15:]) for each in head.split(b"\r\n") if each.lower().startswith(b"content-length:"))
            while len(rest) < length:
                rest += line.recv(65536)
        return length


def _until_blank(line: socket.socket) -> bytes:
    found = b""
    while b"\r\n\r\n" not in found:
        more = line.recv(65536)
        if not more:
            raise SystemExit("The server closed the connection.")
        found += more
    return found


@contextmanager
def _running(started: list[str], port: int, path: str, **chosen: str) -> Iterator[Served]:
    process = subprocess.Popen(started, env=settings(chosen))  # noqa: S603 - ourselves, or nginx
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.1)
        yield Served(process.pid, port, path)
    finally:
        process.terminate()
        process.wait()


@contextmanager
def granian(path: str, **chosen: str) -> Iterator[Served]:
    """The site as `trialogue web` serves it."""
    port = free_port()
    with _running(command("serve", str(port)), port, path, TRIALOGUE_URL=f"http://localhost:{port}", **chosen) as found:
        yield found


@contextmanager
def plain(length: int) -> Iterator[Served]:
    port = free_port()
    with _running(command("plain", str(port), str(length)), port, "/") as found:
        yield found


@contextmanager
def nginx(length: int, here: Path) -> Iterator[Served | None]:
    """A file of as many bytes; None where there is no nginx."""
    program = shutil.which("nginx")
    if program is None:
        yield None
        return
    port = free_port()
    (here / "pages").mkdir()
    (here / "pages" / "page").write_bytes(b"x" * length)
    (here / "nginx.conf").write_text(NGINX.format(here=here, port=port), encoding="utf-8")
    with _running([program, "-p", str(here), "-c", str(here / "nginx.conf")], port, "/page") as found:
        yield found
