#!/usr/bin/env python3
"""Kills a build of many files again and again (SIGKILL, at random moments) and measures what going on costs: the dump must
be that of a build that nobody killed. `scripts/broken-off-build.py target/release/regesta [FILES] [KILLS]`"""

import pathlib
import random
import subprocess
import sys
import tempfile
import time

program = str(pathlib.Path(sys.argv[1]).resolve())
files = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
kills = int(sys.argv[3]) if len(sys.argv) > 3 else 8
SENDERS = ["Granville", "Salisbury", "Rosebery", "Derby", "Kimberley", "Clarendon", "Malmesbury"]
random.seed(1886)


def build(folder, out):
    return subprocess.Popen([program, "build", str(folder), "-o", str(out), "--json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def dump(out):
    return subprocess.run([program, "dump", str(out)], capture_output=True, check=True).stdout


with tempfile.TemporaryDirectory() as scratch:
    folder = pathlib.Path(scratch) / "papers"
    for n in range(files):
        path = folder / f"{n // 100:03}" / f"{n:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        sender = SENDERS[n % len(SENDERS)]
        path.write_text(f"{n}. On {n % 28 + 1} March 18{60 + n % 30} Lord {sender} wrote to Prince Bismarck from London.\n")
    clean, broken = pathlib.Path(scratch) / "clean.regesta", pathlib.Path(scratch) / "broken.regesta"
    start = time.time()
    build(folder, clean).communicate()
    whole = time.time() - start
    print(f"{files} files in one run: {whole:.1f} s")
    start = time.time()
    for _ in range(kills):
        run = build(folder, broken)
        time.sleep(random.uniform(0.2, 1.2) * whole / kills)
        run.kill()
        run.communicate()
    last = time.time()
    build(folder, broken).communicate()
    end = time.time()
    print(f"killed {kills} times: {end - start:.1f} s in all, the last run {end - last:.1f} s")
    start = time.time()
    build(folder, broken).communicate()
    print(f"nothing changed: {time.time() - start:.1f} s")
    same = dump(clean) == dump(broken)
    print("the dumps are the same" if same else "THE DUMPS DIFFER")
    # Every folder is renamed: nothing may be read again.
    for sub in sorted(folder.iterdir()):
        sub.rename(sub.with_name("r" + sub.name))
    start = time.time()
    report = build(folder, broken).communicate()[0].decode()
    print(f"all renamed: {time.time() - start:.1f} s", report[report.find('"read"') :].split(",")[0], report[report.find('"current"') :].split(",")[0])
    sys.exit(0 if same else 1)
