"""What every benchmark does: take times, compare, keep the result."""

import json
import os
import signal
import statistics
import subprocess
import sys
import time

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "0"))
RESULTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", ".build", "bench")


class Skipped(Exception):
    """Says why."""


def rounds(default):
    """BENCH_ROUNDS makes a trial, whose results are shown but not kept."""
    return ROUNDS or default


def milliseconds(action):
    begin = time.perf_counter()
    action()
    return (time.perf_counter() - begin) * 1000


def times(values):
    """Median and 95th percentile of milliseconds."""
    ordered = sorted(values)
    return {"median": statistics.median(ordered), "p95": ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))],
            "rounds": len(ordered)}


def show_times(of):
    return f"{of['median']:.1f} ms (p95 {of['p95']:.1f})"


def row(what, ours, peer, ratio, target, met, peer_name=""):
    """One line of the table; every value is ready to be read. `met` is None where no target is set."""
    return {"what": what, "ours": ours, "peer": peer, "peerName": peer_name, "ratio": ratio, "target": target, "met": met}


def run(name, how, benchmark):
    """Runs one benchmark: a function that gives (rows, values). What it cannot do here is told, not hidden."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is ended
    begin = {"date": time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime()), "load": os.getloadavg()[0]}
    try:
        rows, values = benchmark()
    except Skipped as reason:
        print(f"SKIPPED: {name} ({reason})")
        return
    result = begin | {"name": name, "how": " ".join(how.split()), "rows": rows, "values": values, "versions": versions()}
    if not ROUNDS:
        os.makedirs(RESULTS, exist_ok=True)
        with open(os.path.join(RESULTS, f"{name}.json"), "w") as file:
            json.dump(result, file, indent=1)
    for one in rows:
        verdict = {True: "met", False: "MISSED", None: "no target"}[one["met"]]
        print(f"{one['what']}: {one['ours']}; {one['peerName'] or 'peer'}: {one['peer'] or '-'}; "
              f"ratio {one['ratio'] or '-'}; target {one['target'] or '-'}: {verdict}", flush=True)


def versions():
    """Of the programs that are here and take part in some comparison."""
    commands = {"Docker": ["dockerd", "--version"], "crun": ["crun", "--version"], "nginx": ["nginx", "-v"],
                "wrk": ["wrk", "-v"], "Node": ["node", "--version"]}
    return {name: first for name, command in commands.items() if (first := first_line(command))}


def first_line(command):
    try:
        said = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=20).stdout
    except OSError:
        return None
    words = said.replace(",", " ").replace("nginx/", "").split("\n", 1)[0].split()
    return next((word for word in words if word.lstrip("v")[:1].isdigit()), None)

