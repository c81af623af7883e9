#!/usr/bin/env python3
"""How fast the programs start: medians against an empty Java program, on the Java of JAVA_HOME or of the PATH.

    mvn -q -DskipTests package && scripts/startup.py [RUNS]

Wants a quiet machine: the commands take turns, so that what disturbs meets all of them alike. The target of traceroute is
this machine; for one behind twenty routers see docs/lab.
"""
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
JAVA = os.environ.get("JAVA_HOME", "")
JAVA = JAVA + "/bin/java" if JAVA else "java"
EMPTY = "public class Empty { public static void main(String[] a) {} }"


def unpacked(folder):
    """The zip as a user unpacks it; its folder."""
    [archive] = (ROOT / "dist").glob("sockets-*.zip")
    with zipfile.ZipFile(archive) as files:
        for entry in files.infolist():
            place = pathlib.Path(files.extract(entry, folder))
            place.chmod(entry.external_attr >> 16 & 0o777)
    return folder / archive.stem


def warmed(command, folder):
    """Starts it once, and waits for the archive of classes that this has made."""
    subprocess.run([command, "--version"], check=True, stdout=subprocess.DEVNULL)
    name = pathlib.Path(command).name + ".jsa.of"
    while not list(folder.rglob(name)):
        time.sleep(0.1)


def measured(command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def main(runs):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        os.environ["XDG_CACHE_HOME"] = name + "/cache"
        (folder / "Empty.java").write_text(EMPTY)
        subprocess.run([JAVA + "c", "-d", name, name + "/Empty.java"], check=True)
        home = unpacked(folder)
        for program in "udp-echo", "traceroute":
            warmed(f"{home}/bin/{program}", folder / "cache")
        server = subprocess.Popen(
            [JAVA, "-jar", home / "dist/udp-echo.jar", "server", "--quiet", "-p", "0"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        try:
            port = server.stdout.readline().split(" (pid ")[0].split(":")[-1]
            client = ["client", "--quiet", "-m", "hola", "127.0.0.1", port]
            commands = {
                "empty program": [JAVA, "-cp", name, "Empty"],
                "java -jar udp-echo.jar client": [JAVA, "-jar", home / "dist/udp-echo.jar"] + client,
                "bin/udp-echo client": [home / "bin/udp-echo"] + client,
                "bin/traceroute -n": [home / "bin/traceroute", "-n", "127.0.0.1"],
            }
            times = {key: [] for key in commands}
            for _ in range(runs):
                for key, command in commands.items():
                    times[key].append(measured(command))
        finally:
            server.terminate()
            server.wait()
    unit = statistics.median(times["empty program"])
    for key, values in times.items():
        median = statistics.median(values)
        print(f"{key:32} {median:6.0f} ms {median / unit:5.2f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
