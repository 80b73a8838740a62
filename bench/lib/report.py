"""Writes docs/BENCHMARKS.md from the results in .build/bench. Argument: the repository's folder."""

import glob
import json
import os
import platform
import sys

HEAD = """# How fast

Written by `./vivarium bench`. Each benchmark measures Vivarium and its peer side by side, in turns, in one run, under the same limits; the
medians count unless said otherwise. On another machine the milliseconds differ; the ratios should not, much.

"""


def main(repository):
    results = [json.load(open(path)) for path in sorted(glob.glob(f"{repository}/.build/bench/*.json"))]
    if not results:
        return
    text = HEAD + machine(results) + "\n\n" + table(results) + "\n\n## What was compared\n\n" + explanations(results)
    with open(f"{repository}/docs/BENCHMARKS.md", "w") as file:
        file.write(text)
    print("docs/BENCHMARKS.md is written.")


def machine(results):
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    memory = int(open("/proc/meminfo").readline().split()[1]) // 1024 // 1024
    versions = {name: version for result in results for name, version in result["versions"].items()}
    return (f"Machine: {os.cpu_count()} cores ({model}), {memory} GiB, Linux {platform.release()}; "
            + ", ".join(f"{name} {version}" for name, version in versions.items()) + ".")


def table(results):
    lines = ["| What | Ours | Peer | Ratio | Target | Met? |", "|---|---|---|---|---|---|"]
    for result in results:
        for row in result["rows"]:
            met = {True: "yes", False: "**no**", None: ""}[row["met"]]
            peer = f"{row['peerName']}: {row['peer']}" if row["peer"] else ""
            lines.append(f"| {row['what']} | {row['ours']} | {peer} | {row['ratio']} | {row['target']} | {met} |")
    return "\n".join(lines)


def explanations(results):
    return "".join(f"**{result['name']}** ({result['date']}, load before {result['load']:.1f}). {result['how']}\n\n" for result in results).rstrip() + "\n"


main(sys.argv[1])
