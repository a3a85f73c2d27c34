#!/usr/bin/env python3
"""Builds one made-up archive with morgue and with each other generator found on the PATH.

    benches/compare.py [--sizes 1000,10000] [--rounds 3] [--work DIR] [--morgue PATH]

The programs take turns, after one round that is not counted. Printed for each are medians: wall and CPU
seconds, microseconds of CPU an article, peak memory, files, and the share of Hugo's CPU. The last line
of a size is the floor: the site that morgue wrote, written again from memory by two threads.

Old sites are moved aside, not removed, until all is done: after a mass removal some file systems make
new files slowly for minutes. What Hugo's site has no counterpart of, such as the search, is turned off; --full leaves it on.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PEER = os.path.join(HERE, "compare")
sys.path.insert(0, PEER)
import corpus  # noqa: E402

# Parts of the site that the others' sites do not have, and the settings without them.
PLAIN = 'title = "News Archive"\nbase_url = "https://news.example.org/"\nsearch = false\nexports = false\nstories = false\n'
FULL = 'title = "News Archive"\nbase_url = "https://news.example.org/"\n'


def morgue(work, total, form, options):
    """Builds of the text or of the Markdown archive."""
    content = os.path.join(work, form)
    corpus.write(content, total, corpus.as_text if form == "txt" else corpus.as_markdown, "." + form)
    root = os.path.join(work, "morgue-" + form)
    os.makedirs(root, exist_ok=True)
    with open(os.path.join(root, "morgue.toml"), "w", encoding="utf-8") as out:
        out.write(FULL if options.full else PLAIN)
    site = os.path.join(root, "public")
    return [options.morgue, "build", root, "--content", content, "--output", site, "--quiet"], root, site


def hugo(work, total, options):
    root = os.path.join(work, "hugo")
    corpus.write(os.path.join(root, "content"), total, corpus.as_markdown, ".md", corpus.for_hugo)
    shutil.copytree(os.path.join(PEER, "hugo"), root, dirs_exist_ok=True)
    site = os.path.join(root, "public")
    return ["hugo", "--quiet", "--noBuildLock", "--source", root, "--destination", site], root, site


def zola(work, total, options):
    root = os.path.join(work, "zola")
    corpus.write(os.path.join(root, "content"), total, corpus.as_zola, ".md", corpus.for_zola)
    shutil.copytree(os.path.join(PEER, "zola"), root, dirs_exist_ok=True)
    site = os.path.join(root, "public")
    return ["zola", "build", "--output-dir", site], root, site


def eleventy(work, total, options):
    root = os.path.join(work, "eleventy")
    corpus.write(os.path.join(root, "content"), total, corpus.as_eleventy, ".md")
    shutil.copytree(os.path.join(PEER, "eleventy"), root, dirs_exist_ok=True)
    return ["eleventy", "--quiet"], root, os.path.join(root, "public")


def pelican(work, total, options):
    root = os.path.join(work, "pelican")
    corpus.write(os.path.join(root, "content"), total, corpus.as_pelican, ".md")
    settings = os.path.join(PEER, "pelicanconf.py")
    site = os.path.join(root, "output")
    return ["pelican", "--quiet", "--settings", settings, "--output", site, os.path.join(root, "content")], root, site


def peers(work, total, options):
    found = {"morgue, txt": morgue(work, total, "txt", options), "morgue, md": morgue(work, total, "md", options)}
    for name, peer in (("hugo", hugo), ("zola", zola), ("eleventy", eleventy), ("pelican", pelican)):
        if name in options.peers.split(",") and shutil.which(name):
            found[name] = peer(work, total, options)
    return found


class Aside:
    """Old sites, out of the way until the end."""

    def __init__(self):
        self.old = []

    def put(self, site):
        if os.path.exists(site):
            self.old.append("%s.old%d" % (site, len(self.old)))
            os.rename(site, self.old[-1])

    def remove(self):
        for site in self.old:
            shutil.rmtree(site, ignore_errors=True)


def run(command, folder):
    """Wall and CPU seconds, and MB of memory at the peak, of one run."""
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit("%s failed:\n%s" % (command[0], said.decode(errors="replace")[-2000:]))
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def files_in(site):
    return sum(len(names) for _, _, names in os.walk(site))


def floor(site, program, folder):
    """Wall and CPU seconds of writing a site again."""
    out = subprocess.run([program, site, folder], check=True, capture_output=True, text=True).stdout.split()
    return float(out[0]), float(out[1]), 0.0


def measure(total, options, aside):
    work = os.path.join(options.work, "n%d" % total)
    programs = peers(work, total, options)
    runs = {name: [] for name in programs}
    runs["floor"] = []
    program = os.path.join(options.work, "floor")
    again = os.path.join(work, "again")
    for turn in range(-1, options.rounds):
        for name, (command, root, site) in programs.items():
            aside.put(site)
            shutil.rmtree(os.path.join(root, ".morgue"), ignore_errors=True)
            os.sync()
            once = run(command, root)
            runs[name] += [once] if turn >= 0 else []
        aside.put(again)
        os.sync()
        once = floor(programs["morgue, md"][2], program, again)
        runs["floor"] += [once] if turn >= 0 else []
    files = {name: files_in(site) for name, (_, _, site) in programs.items()}
    files["floor"] = files["morgue, md"]
    table(total, runs, files)


def table(total, runs, files):
    medians = {name: [statistics.median(r[i] for r in all_) for i in range(3)] for name, all_ in runs.items()}
    print("\n%d articles\n" % total)
    print("| program | wall s | CPU s | CPU µs an article | memory MB | files | of Hugo's CPU |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, (wall, cpu, memory) in medians.items():
        share = "1/%.1f" % (medians["hugo"][1] / cpu) if "hugo" in medians and cpu else ""
        row = (name, "%.2f" % wall, "%.2f" % cpu, "%.0f" % (cpu / total * 1e6), "%.0f" % memory if memory else "", files[name], share)
        print("| " + " | ".join(map(str, row)) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", default=os.path.join(os.path.dirname(HERE), "target", "compare"))
    parser.add_argument("--morgue", default=os.path.join(os.path.dirname(HERE), "target", "release", "morgue"))
    parser.add_argument("--peers", default="hugo,zola,eleventy,pelican")
    parser.add_argument("--full", action="store_true", help="with search and exports")
    options = parser.parse_args()
    options.work, options.morgue = os.path.abspath(options.work), os.path.abspath(options.morgue)
    os.makedirs(options.work, exist_ok=True)
    source = os.path.join(PEER, "floor.rs")
    subprocess.run(["rustc", "-O", "--edition", "2024", source, "-o", os.path.join(options.work, "floor")], check=True)
    aside = Aside()
    try:
        for total in map(int, options.sizes.split(",")):
            measure(total, options, aside)
    finally:
        aside.remove()


if __name__ == "__main__":
    main()
