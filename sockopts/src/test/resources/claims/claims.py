"""What explain says, shown on this kernel: python3 claims.py [OPTION...]; --list tells only which claims there are.

Prints a line for each claim, its columns apart by tabs: the option, words of what is said of it in English, and how the
experiment ended: "so", "not so", "needs root", or its error. Each experiment runs in a process of its own, as
root in a network of its own, several at once.
"""
import os
import select
import signal
import sys
import traceback

import alike
import internet
import netlink
import packet
import sol_socket
import tcp
import transport
import xdp
from kit import CLAIMS, ROOT, own_network

AT_ONCE, GUARD = 6, 400


def result(experiment, root):
    if root and not ROOT:
        return "needs root"
    try:
        if ROOT:
            own_network()
        answer = experiment()
        return "so" if answer is True else "not so" if answer is False else f"{answer!r}"
    except BaseException as e:
        at = traceback.extract_tb(e.__traceback__)
        return f"{e!r} at " + ", ".join(f"{os.path.basename(f.filename)}:{f.lineno}" for f in at[1:])


def hangs(*_):
    raise TimeoutError("it never ended")


def start(experiment, root):
    """The pipe that its answer comes through, and its process."""
    r, w = os.pipe()
    pid = os.fork()
    if pid == 0:
        # it tells where it hung
        signal.signal(signal.SIGALRM, hangs)
        signal.alarm(GUARD)
        os.write(w, result(experiment, root).encode()[:4000])
        os._exit(0)
    os.close(w)
    return r, pid


def finished(r, pid):
    os.waitpid(pid, 0)
    answer = os.read(r, 4000).decode() if select.select([r], [], [], 0)[0] else ""
    os.close(r)
    return answer or "it said nothing"


def main(options):
    experiments = {}
    for option, words, root, experiment in CLAIMS:
        if not options or option in options:
            claims = experiments.setdefault(experiment, [root, []])
            claims[0] |= root
            claims[1] += [(option, w) for w in words]
    waiting, running = list(experiments.items()), {}
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            experiment, (root, claims) = waiting.pop(0)
            r, pid = start(experiment, root)
            running[r] = pid, claims
        for r in select.select(list(running), [], [])[0]:
            pid, claims = running.pop(r)
            answer = finished(r, pid)
            for option, words in claims:
                print(option, words, answer, sep="\t", flush=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["--list"]:
        for option, words, _, _ in CLAIMS:
            for said in words:
                print(option, said, sep="\t")
    else:
        main(sys.argv[1:])
