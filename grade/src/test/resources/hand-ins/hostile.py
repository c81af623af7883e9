"""Hand-ins that do harm, or try: hostile.py DEED ARGUMENT... Each tells what came of it."""

import os
import resource
import shutil
import signal
import socket
import sys
import time


def reads(*paths):
    """Other people's files."""
    for path in paths:
        try:
            found = os.listdir(path) if os.path.isdir(path) else open(path).read()
            print("found", path, found)
        except OSError as e:
            print("not found", path, e.strerror)
    print("variables", sorted(os.environ))


def deletes():
    """What it can."""
    own = os.getcwd()
    for path in (own, os.path.dirname(own), "/tmp", "/etc", "/home", "/usr/bin"):
        shutil.rmtree(path, ignore_errors=True)
    print("left", os.listdir(own), os.path.exists("/usr/bin/env"))


def writes(*paths):
    """Outside of its folder."""
    for path in paths:
        try:
            with open(path, "w") as file:
                file.write("mine")
            print("written", path)
        except OSError as e:
            print("not written", path, e.strerror)


def forks():
    """Without end, and each child stays."""
    count = 0
    try:
        while count < 5000:
            if os.fork() == 0:
                signal.pause()
            count += 1
        print("no limit of processes")
    except OSError as e:
        print("processes", count, e.strerror)


def fills():
    """The disk, with one file and with many."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    for folder in (".", "/tmp", "/dev/shm"):
        block = bytes(1 << 20)
        count = 0
        try:
            for number in range(8):
                with open(os.path.join(folder, f"large-{number}"), "wb", buffering=0) as file:
                    while count < 2000:
                        written = file.write(block)
                        count += 1
                        if written < len(block):
                            break
            print("no limit in", folder)
        except OSError as e:
            print("filled", folder, count, "MiB:", e.strerror)


def eats():
    """Memory."""
    kept = []
    try:
        while len(kept) < 16:
            kept.append(bytearray(1 << 30))
        print("no limit of memory")
    except MemoryError:
        print("memory", len(kept), "GiB")


def connects(port):
    """To a server of the teacher's own."""
    for host in ("127.0.0.1", "::1"):
        try:
            socket.create_connection((host, int(port)), timeout=5)
            print("connected to", host)
        except OSError as e:
            print("not connected to", host, e.strerror)


def stays(_mark):
    """In the background, deaf to SIGTERM and SIGHUP."""
    if os.fork():
        return
    os.setsid()
    if os.fork():
        os._exit(0)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    print("staying", flush=True)
    os.close(1)
    os.close(2)
    while True:
        time.sleep(1000)


def deaf(_mark):
    """In the foreground, the same."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    print("deaf", flush=True)
    while True:
        time.sleep(1000)


def escapes():
    """By rights that it should not have."""
    limits = {name: resource.getrlimit(getattr(resource, name)) for name in ("RLIMIT_NPROC", "RLIMIT_DATA")}
    for name, (_, hard) in limits.items():
        try:
            resource.setrlimit(getattr(resource, name), (hard, 2 * hard))
            print("raised", name)
        except (OSError, ValueError):
            print("not raised", name)
    for name in ("unshare -Ur true", "mount -t tmpfs none /tmp"):
        print("done" if os.system(name + " 2>/dev/null") == 0 else "refused", name)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
