"""Send a server two hundred hostile requests, and look what becomes of it.

    python benchmarks/hostile.py [--seconds 2] [--only joins]

Every request must be answered or cut within 1.2 times its limit; the server must live, open no
file and no connection that it was told to, change nothing, and then answer a normal query within
2 times its time.
"""

import argparse
import contextlib
import ctypes
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from hostility import TOKEN, Attack, Targets, attacks

from kg.settings import Settings
from kg.web.limits import MEGABYTE, Limits
from kg.web.server import Address, Server

TOLERANCE = 1.2
NORMAL = (
    b"GET /sparql?query=SELECT%20*%20%7B%20?s%20ag:holds%20?o%20%7D HTTP/1.1\r\n"
    b"Host: localhost\r\nConnection: close\r\n\r\n"
)
_DRIP = 0.05
_OPENED = 0x20
"""IN_OPEN of inotify."""


@dataclass
class Watch:
    """What the server must not do, seen from outside."""

    folder: Path
    connections: int = 0
    opened: int = 0
    sockets: set[str] = field(default_factory=set)
    stop: threading.Event = field(default_factory=threading.Event)


def main() -> None:
    """Run all and end with an error when anything was not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--memory", type=int, default=256)
    parser.add_argument("--only", default="")
    parser.add_argument("--serve", default="")
    asked = parser.parse_args()
    limits = Limits(
        seconds=asked.seconds,
        sending=asked.seconds,
        stalled=asked.seconds,
        memory=asked.memory * MEGABYTE,
    )
    if asked.serve:
        serve(Path(asked.serve), limits)
        return
    with TemporaryDirectory() as folder:
        work = Path(folder)
        dataset = work / "d"
        command = [sys.executable, "-m", "kg", "build", str(_ROOT / "tests" / "reports")]
        subprocess.run([*command, "-o", str(dataset)], check=True, capture_output=True)  # noqa: S603 - our own program
        if not run(work, dataset, asked, limits):
            sys.exit(1)


_ROOT = Path(__file__).parent.parent


def serve(dataset: Path, limits: Limits) -> None:
    """Be the server."""
    server = Server(dataset, Settings(), Address(port=0), limits, TOKEN, updates=True)
    listener = server.bind()
    print(listener.getsockname()[1], flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        server.serve(listener)


def run(work: Path, dataset: Path, asked: argparse.Namespace, limits: Limits) -> bool:
    """Start a server, attack it and say what became of it; False when it failed."""
    secret = work / "trap" / "secret.nt"
    secret.parent.mkdir()
    secret.write_text("<http://a/> <http://b/> <http://c/> .\n")
    trap = socket.create_server(("127.0.0.1", 0))
    command = [sys.executable, __file__, "--seconds", str(asked.seconds)]
    server = subprocess.Popen(  # noqa: S603 - this script
        [*command, "--memory", str(asked.memory), "--serve", str(dataset)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    port = int(server.stdout.readline()) if server.stdout else 0
    watch = Watch(secret.parent)
    watchers = [
        threading.Thread(target=count_connections, args=(watch, trap)),
        threading.Thread(target=count_opened, args=(watch,)),
        threading.Thread(target=count_sockets, args=(watch, server.pid)),
    ]
    for thread in watchers:
        thread.start()
    chosen = attacks(Targets(str(secret), trap.getsockname()[1]))
    found = [x for x in chosen if x.name.startswith(asked.only)]
    usual = normal(port)
    graph = (dataset / "current.json").read_bytes()
    with ThreadPoolExecutor(2) as threads:
        results = list(threads.map(lambda x: (x, *attack(port, x)), found))
    time.sleep(0.5)
    after = normal(port)
    watch.stop.set()
    for thread in watchers:
        thread.join()
    alive = server.poll() is None and (dataset / "current.json").read_bytes() == graph
    server.send_signal(signal.SIGINT)
    told = server.communicate()[1]
    if "Traceback" in told:
        print(told)
    return judged(results, limits, watch, (usual, after, alive))


def judged(
    results: list[tuple[Attack, str, float]],
    limits: Limits,
    watch: Watch,
    state: tuple[float, float, bool],
) -> bool:
    """Print what happened; False when anything was not as it must be."""
    usual, after, alive = state
    limit = {
        "seconds": limits.seconds,
        "sending": limits.sending,
        "both": limits.seconds + limits.stalled,
    }
    late = [
        (attack.name, answer, seconds)
        for attack, answer, seconds in results
        if seconds > TOLERANCE * limit[attack.limit]
    ]
    answers = Counter(answer for _, answer, _ in results)
    print(
        f"{len(results)} requests: {', '.join(f'{n} times {x}' for x, n in answers.most_common())}"
    )
    longest = max(seconds / limit[x.limit] for x, _, seconds in results)
    print(f"longest: {longest:.2f} times its limit (goal: at most {TOLERANCE})")
    for name, answer, seconds in late:
        print(f"  late: {name}: {answer} after {seconds:.2f} s")
    for attack_, answer, _ in results:
        if answer == "500":
            print(f"  failed: {attack_.name}")
    print(f"server alive and graph unchanged: {alive}; files opened: {watch.opened}")
    print(f"connections to the trap: {watch.connections}; others: {len(watch.sockets)}")
    ratio = after / usual
    print(f"normal query: {usual * 1e3:.2f} ms before, {after * 1e3:.2f} ms after ({ratio:.2f})")
    clean = not (late or watch.opened or watch.connections or watch.sockets or answers["500"])
    return clean and alive and ratio <= 2


def attack(port: int, what: Attack) -> tuple[str, float]:
    """Return what a request was answered, or "cut", and after how many seconds."""
    start = time.monotonic()
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        try:
            if not what.reads:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.sendall(what.sent)
            for n in range(len(what.dripped)):
                connection.send(what.dripped[n : n + 1])
                if select.select([connection], [], [], _DRIP)[0]:
                    break
            answer = connection.recv(1 << 16) if what.reads else _wait_for_end(connection)
        except OSError:
            pass
    status = answer.split(b" ", 2)[1].decode("latin-1") if answer.startswith(b"HTTP/") else "cut"
    return status, time.monotonic() - start


def _wait_for_end(connection: socket.socket) -> bytes:
    """Read nothing until the server has hung up or has nothing more to send."""
    poll = select.poll()
    poll.register(connection, select.POLLHUP | select.POLLERR)
    first = connection.recv(16)
    if first[9:12] == b"200":
        poll.poll(10_000)
    return first


def normal(port: int) -> float:
    """Return the seconds of a normal query: the median of some."""
    times = []
    for _ in range(40):
        start = time.perf_counter()
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(NORMAL)
            told = b""
            while more := connection.recv(1 << 16):
                told += more
        if not told.startswith(b"HTTP/1.1 200"):
            sys.exit(f"a normal query failed: {told!r}")
        times.append(time.perf_counter() - start)
    return median(times)


def count_connections(watch: Watch, trap: socket.socket) -> None:
    """Count who connects to the trap."""
    trap.settimeout(0.1)
    while not watch.stop.is_set():
        with contextlib.suppress(TimeoutError):
            trap.accept()[0].close()
            watch.connections += 1


def count_opened(watch: Watch) -> None:
    """Count how often a file of the trap's folder is opened."""
    libc = ctypes.CDLL(None, use_errno=True)
    handle = libc.inotify_init()
    libc.inotify_add_watch(handle, str(watch.folder).encode(), _OPENED)
    while not watch.stop.is_set():
        if select.select([handle], [], [], 0.1)[0]:
            watch.opened += bool(os.read(handle, 4096))
    os.close(handle)


def count_sockets(watch: Watch, pid: int) -> None:
    """Look for connections to other machines, or to the trap, of the server and its workers."""
    while not watch.stop.wait(0.02):
        inodes = _internet()
        for process in _family(pid):
            if process == pid:
                continue  # its connections are those of its clients
            for inode in _sockets(process):
                if inode in inodes:
                    watch.sockets.add(inode)


def _internet() -> set[str]:
    found = set()
    for table in ("tcp", "tcp6", "udp", "udp6"):
        with contextlib.suppress(OSError):
            lines = Path("/proc/net", table).read_text().splitlines()[1:]
            found |= {line.split()[9] for line in lines}
    return found


def _family(pid: int) -> list[int]:
    family = [pid]
    for process in family:
        with contextlib.suppress(OSError):
            children = Path(f"/proc/{process}/task/{process}/children").read_text()
            family += [int(x) for x in children.split()]
    return family


def _sockets(pid: int) -> list[str]:
    found = []
    with contextlib.suppress(OSError):
        for link in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                target = str(link.readlink())
                if target.startswith("socket:["):
                    found.append(target[8:-1])
    return found


if __name__ == "__main__":
    main()
