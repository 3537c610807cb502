"""A line between two programs that can be bad: it loses answers after the work was done, or is cut and mended."""

import random
import socket
import threading
from typing import Self

PIECE = 65536


class Proxy:
    """Listens on a port of its own and passes on to `target`.

    `lose` is the share of connections whose answer is swallowed: the other side has done the work, nobody hears of it.
    """

    def __init__(self, host: str, port: int, *, lose: float = 0.0, seed: int = 0) -> None:
        self.target = (host, port)
        self.lose, self.draw = lose, random.Random(seed)
        self.lost = 0
        self.lock = threading.Lock()
        self.open: set[socket.socket] = set()
        self.is_cut = False
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.port = int(self.listener.getsockname()[1])
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.listener.close()
        self.cut()

    def cut(self) -> None:
        """Every line breaks, and no new one comes about."""
        self.is_cut = True
        with self.lock:
            for line in self.open:
                _shut(line)

    def mend(self) -> None:
        self.is_cut = False

    def _listen(self) -> None:
        while True:
            try:
                near, _address = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._pass_on, args=(near,), daemon=True).start()

    def _pass_on(self, near: socket.socket) -> None:
        if self.is_cut:
            _reset(near)
            return
        try:
            far = socket.create_connection(self.target, timeout=10)
        except OSError:
            _reset(near)
            return
        far.settimeout(None)
        with self.lock:
            loses = self.draw.random() < self.lose
            self.open |= {near, far}
        threading.Thread(target=_pump, args=(near, far), daemon=True).start()
        heard = _pump(far, None if loses else near)
        with self.lock:
            self.lost += loses and heard > 0
            self.open -= {near, far}
        for line in (near, far):
            _shut(line)
            line.close()


def _pump(source: socket.socket, sink: socket.socket | None) -> int:
    """Pass on until one side ends; into nothing where there is no sink. Returns how many bytes came."""
    heard = 0
    try:
        while piece := source.recv(PIECE):
            heard += len(piece)
            if sink is not None:
                sink.sendall(piece)
    except OSError:
        pass
    if sink is not None:
        _shut(sink)
    return heard


def _shut(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass


def _reset(line: socket.socket) -> None:
    """Closed as nobody listens there."""
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    line.close()
