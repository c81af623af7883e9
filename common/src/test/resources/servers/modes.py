"""What the test servers of check share: their register, listening, and running one of them.

By hand, from the repository's root:

    PYTHONPATH=common/src/test/resources/servers python3 tcp-echo/src/test/resources/servers/tcp_servers.py --list
"""

import os
import signal
import socket
import sys
import threading
import traceback

HOST = "127.0.0.1"
BACKLOG = 128

MODES = {}  # name -> (kind, description, function of the port)


def mode(kind, name, description):
    """Enters a function of the port as a server."""

    def enter(serve):
        if name in MODES:
            raise ValueError("two modes are called " + name)
        MODES[name] = (kind, description, serve)
        return serve

    return enter


def loop(kind, name, description):
    """Enters a class that is made with the port and has run() as a server."""

    def enter(cls):
        mode(kind, name, description)(lambda port: cls(port).run())
        return cls

    return enter


def ready():
    print("ready", flush=True)


def listening(port, backlog=BACKLOG, send_buffer=None, reuse=True):
    """A TCP socket that listens on the port, ready."""
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if reuse:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if send_buffer is not None:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, send_buffer)  # clients inherit it
    server.bind((HOST, port))
    server.listen(backlog)
    ready()
    return server


def chunks(conn, size=65536):
    """What comes, until the client's end of input."""
    return iter(lambda: conn.recv(size), b"")


def forever():
    threading.Event().wait()


def die():
    """Ends the server, out of any thread, with the exception that is being handled."""
    traceback.print_exc()
    os._exit(1)


def main():
    args = sys.argv[1:]
    if args == ["--list"]:
        for name, (kind, description, _) in MODES.items():
            print(name, kind, description, sep="\t")
        return
    if len(args) != 2 or args[0] not in MODES or not args[1].isdigit():
        print(f"usage: {os.path.basename(sys.argv[0])} MODE PORT | --list", file=sys.stderr)
        sys.exit(2)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    MODES[args[0]][2](int(args[1]))
