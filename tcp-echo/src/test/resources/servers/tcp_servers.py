#!/usr/bin/env python3
"""TCP echo servers on 127.0.0.1, right ones and wrong ones, to test the checker with.

    python3 tcp_servers.py MODE PORT    runs one; it prints "ready" once it listens
    python3 tcp_servers.py --list       MODE <tab> right|right-with-option|slow|wrong <tab> description

A wrong server has the fault that its description names and, as far as possible, no other one:
unless it says otherwise it serves each connection in a thread, bears resets, and closes after the
client's end of input. A chunk is what one recv returns.
"""
import itertools
import os
import select
import selectors
import signal
import socket
import socketserver
import struct
import sys
import threading
import time
import traceback

from modes import BACKLOG, HOST, forever, listening, main, mode, ready

CHUNK = 4096
LARGE = 65536
PAUSE = 0.02  # seconds: a client that sends nothing for so long has ended its message


def chunks(conn, size=CHUNK):
    """What comes, until the client's end of input."""
    return iter(lambda: conn.recv(size), b"")


def echo(conn, size=CHUNK):
    for chunk in chunks(conn, size):
        conn.sendall(chunk)


def paused(conn):
    """True if nothing came for a moment, not even an end."""
    return not select.select([conn], [], [], PAUSE)[0]


# ---------------------------------------------------------------- right


def iterative(port, serve, reuse=True):
    """Serves one connection after the other."""
    server = listening(port, reuse=reuse)
    while True:
        conn, _ = server.accept()
        with conn:
            try:
                serve(conn)
            except OSError:
                pass  # the client is gone


@mode("right", "iterative", "one client after the other, recv(1024) and sendall")
def iterative_1024(port):
    iterative(port, lambda conn: echo(conn, 1024))


@mode("right", "iterative-large", "one client after the other, with a buffer of 1 MiB")
def iterative_large(port):
    iterative(port, lambda conn: echo(conn, 1 << 20))


@mode("right", "threads", "a thread for each connection")
def threads(port):
    threaded(port, echo)


@mode("right", "selectors", "non-blocking, with selectors and a buffer for each connection")
def non_blocking(port):
    selector = selectors.DefaultSelector()
    server = listening(port)
    server.setblocking(False)
    selector.register(server, selectors.EVENT_READ)
    while True:
        for key, events in selector.select():
            if key.fileobj is not server:
                key.data.handle(events)
                continue
            try:
                Connection(selector, server.accept()[0])
            except OSError:
                pass  # it went away before it was accepted


class Connection:
    """A connection of the server with selectors."""

    def __init__(self, selector, conn):
        self.selector = selector
        self.conn = conn
        self.pending = bytearray()
        self.ended = False
        conn.setblocking(False)
        selector.register(conn, selectors.EVENT_READ, self)

    def handle(self, events):
        try:
            if events & selectors.EVENT_READ:
                data = self.conn.recv(LARGE)
                self.ended = not data
                self.pending += data
            if self.pending:
                del self.pending[: self.conn.send(self.pending)]
        except BlockingIOError:
            pass  # later
        except OSError:
            self.ended = True  # the client is gone
            self.pending.clear()
        if self.ended and not self.pending:
            self.selector.unregister(self.conn)
            self.conn.close()
            return
        read = not self.ended and len(self.pending) < LARGE
        interest = selectors.EVENT_READ if read else 0
        interest |= selectors.EVENT_WRITE if self.pending else 0
        self.selector.modify(self.conn, interest, self)


@mode("right", "asyncio", "asyncio streams")
def asyncio_streams(port):
    import asyncio

    async def serve(reader, writer):
        try:
            while data := await reader.read(LARGE):
                writer.write(data)
                await writer.drain()
            writer.close()
            await writer.wait_closed()
        except OSError:
            writer.close()  # the client is gone

    async def run():
        server = await asyncio.start_server(serve, HOST, port, backlog=BACKLOG, reuse_address=True)
        ready()
        await server.serve_forever()

    asyncio.run(run())


@mode("right", "daemon", "goes to the background (daemon(7)) and serves there, with threads")
def daemon(port):
    server = listening(port)
    if os.fork() > 0:
        os._exit(0)
    os.setsid()
    if os.fork() > 0:
        os._exit(0)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nothing, descriptor)
    while True:
        conn, _ = server.accept()
        threading.Thread(target=attend, args=(echo, conn), daemon=True).start()


@mode("right", "socketserver", "socketserver.ThreadingTCPServer")
def socket_server(port):
    class Echo(socketserver.BaseRequestHandler):
        def handle(self):
            try:
                echo(self.request)
            except OSError:
                pass  # the client is gone

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True
        request_queue_size = BACKLOG

    with Server((HOST, port), Echo) as server:
        ready()
        server.serve_forever()


@mode("right", "forking", "a process for each connection")
def forking(port):
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # leaves no zombies
    server = listening(port)
    while True:
        conn, _ = server.accept()
        if os.fork() == 0:
            server.close()
            os.closerange(0, 3)  # who reads the server's output need not wait for this process
            try:
                echo(conn)
            except OSError:
                pass  # the client is gone
            finally:
                os._exit(0)
        conn.close()


def once_1024(conn):
    conn.sendall(conn.recv(1024))


@mode("right-with-option", "once", "one recv(1024), one answer, close; right with --once")
def once(port):
    iterative(port, once_1024)


# ---------------------------------------------------------------- wrong: what it echoes


def threaded(port, serve, limit=None):
    """Serves each connection in a thread, at most limit connections; only OSError is borne."""
    server = listening(port)
    for _ in itertools.count() if limit is None else range(limit):
        conn, _ = server.accept()
        threading.Thread(target=attend, args=(serve, conn), daemon=True).start()
    forever()


def attend(serve, conn):
    try:
        with conn:
            serve(conn)
    except OSError:
        pass  # the client is gone
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def wrong(name, description):
    """Enters a function of the connection, served in threads."""

    def enter(serve):
        mode("wrong", name, description)(lambda port: threaded(port, serve))
        return serve

    return enter


def wrong_chunks(name, description, answer):
    """Enters a server that answers chunk n of a connection (from 1 on) with answer(n, chunk)."""

    @wrong(name, description)
    def serve(conn):
        for n, chunk in enumerate(chunks(conn), 1):
            conn.sendall(answer(n, chunk))


SEVEN_BITS = bytes(byte & 0x7F for byte in range(256))

wrong_chunks("upper-case", "changes to upper case", lambda n, c: c.upper())
wrong_chunks("strips", "takes away white space at both ends of a chunk", lambda n, c: c.strip())
wrong_chunks("adds-newline", "adds a newline to each chunk", lambda n, c: c + b"\n")
wrong_chunks("decode-dies", "decodes UTF-8; dies of what is none", lambda n, c: c.decode().encode())
wrong_chunks(
    "decode-replace",
    "decodes as UTF-8, with U+FFFD for what is none",
    lambda n, c: c.decode("utf-8", "replace").encode(),
)
wrong_chunks("mask-7bit", "clears bit 7 of each byte", lambda n, c: c.translate(SEVEN_BITS))
wrong_chunks("stops-at-nul", "drops a chunk from a NUL byte on", lambda n, c: c.split(b"\0")[0])
wrong_chunks("crlf-to-lf", "replaces CR LF by LF", lambda n, c: c.replace(b"\r\n", b"\n"))
wrong_chunks("loses-every-3rd", "leaves out every 3rd chunk", lambda n, c: c if n % 3 else b"")
wrong_chunks("drops-last-byte", "leaves out the last byte of each chunk", lambda n, c: c[:-1])
wrong_chunks("duplicates", "echoes each chunk twice", lambda n, c: c + c)
wrong_chunks("duplicates-5th", "echoes every 5th chunk twice", lambda n, c: c if n % 5 else c + c)
wrong_chunks("reverses", "echoes each chunk backwards", lambda n, c: c[::-1])
wrong_chunks(
    "first-message-only",
    "echoes the first chunk of a connection, then stays silent",
    lambda n, c: c if n == 1 else b"",
)
wrong_chunks("never-answers", "reads and never answers", lambda n, c: b"")


def first_bytes(count, size=CHUNK, pause=0):
    def serve(conn):
        left = count
        for chunk in chunks(conn, size):
            time.sleep(pause)
            conn.sendall(chunk[:left])
            left -= min(left, len(chunk))

    return serve


for number in (1024, 4096):
    wrong(f"first-{number}", f"echoes the first {number} bytes of a connection, drops the rest")(
        first_bytes(number)
    )


@wrong("greets", "sends a greeting first, then echoes")
def greets(conn):
    conn.sendall(b"220 welcome\r\n")
    echo(conn)


@wrong("garbage", "sends random bytes without end and reads nothing")
def garbage(conn):
    while True:
        conn.sendall(os.urandom(CHUNK))


def ignores_result(size, send_buffer=None):
    """One thread, non-blocking; looks not at what send took."""

    def run(port):
        server = listening(port, send_buffer=send_buffer)
        selector = selectors.DefaultSelector()
        selector.register(server, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                conn = key.fileobj
                if conn is server:
                    conn, _ = server.accept()
                    conn.setblocking(False)
                    selector.register(conn, selectors.EVENT_READ)
                    continue
                data = b""
                try:
                    data = conn.recv(size)
                    conn.send(data)
                except BlockingIOError:
                    pass  # all of it is lost
                except OSError:
                    data = b""  # the client is gone
                if not data:
                    selector.unregister(conn)
                    conn.close()

    return run


mode("wrong", "partial-send", "non-blocking send, what it did not take is lost; one thread")(
    ignores_result(1 << 20, send_buffer=4096)
)
mode("wrong", "ignores-send", "the same with buffers of the usual size")(ignores_result(LARGE))
wrong("slow-4096", "300 ms before each answer; echoes the first 4096 bytes of a connection")(
    first_bytes(4096, size=1024, pause=0.3)
)


# ---------------------------------------------------------------- wrong: order and time


@wrong("swaps-chunks", "swaps chunks 1 and 2, 3 and 4... of messages over 1024 bytes")
def swaps_chunks(conn):
    for chunk in chunks(conn, 1024):
        conn.sendall(chunk if paused(conn) else conn.recv(1024) + chunk)


@wrong("one-chunk-late", "echoes a chunk only when the next one, or the end, comes")
def one_chunk_late(conn):
    previous = b""
    for chunk in chunks(conn):
        conn.sendall(previous)
        previous = chunk
    conn.sendall(previous)


@wrong("waits-for-eof", "reads until the client's end of input before it echoes anything")
def waits_for_eof(conn):
    conn.sendall(b"".join(chunks(conn)))


@wrong("waits-for-newline", "echoes whole lines only; drops an unfinished last one")
def waits_for_newline(conn):
    unfinished = b""
    for chunk in chunks(conn):
        *lines, unfinished = (unfinished + chunk).split(b"\n")
        for line in lines:
            conn.sendall(line + b"\n")


@mode("slow", "slow", "a thread for each connection; 300 ms before each answer")
def slow(port):
    def serve(conn):
        for chunk in chunks(conn):
            time.sleep(0.3)
            conn.sendall(chunk)

    threaded(port, serve)


@wrong("deadlock-256k", "reads a whole message before it echoes; hangs when it has over 256 KiB")
def deadlock_256k(conn):
    message = bytearray()
    for chunk in chunks(conn):
        message += chunk
        if len(message) > 256 * 1024:
            forever()
        if paused(conn):
            conn.sendall(message)
            message.clear()
    conn.sendall(message)


# ---------------------------------------------------------------- wrong: several clients


def left(conn):
    """True once a client's end of input, or its reset, is there to be received."""
    try:
        return conn.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


@mode("wrong", "mixes-clients", "each of two clients at the same time gets the other's data")
def mixes_clients(port):
    clients = []

    def serve(conn):
        clients.append(conn)
        try:
            for chunk in chunks(conn):
                # on a busy machine the thread of a client that has left may not have seen it yet
                others = [other for other in clients if other is not conn and not left(other)]
                (others or [conn])[0].sendall(chunk)
        finally:
            clients.remove(conn)

    threaded(port, serve)


@mode("wrong", "shared-buffer", "one buffer for all: a client gets what another sent meanwhile")
def shared_buffer(port):
    buffer = bytearray(LARGE)

    def serve(conn):
        while size := conn.recv_into(buffer):
            time.sleep(0.01)  # long enough for another client's data to come in between
            conn.sendall(buffer[:size])

    threaded(port, serve)


@mode("wrong", "only-first-client", "echoes for the first client; accepts others, never answers")
def only_first_client(port):
    numbers = itertools.count(1)

    def serve(conn):
        if next(numbers) == 1:
            echo(conn)
        for _ in chunks(conn):
            pass

    threaded(port, serve)


@mode("wrong", "exits-after-first", "serves one client, then exits")
def exits_after_first(port):
    server = listening(port)
    attend(echo, server.accept()[0])
    server.close()


@mode("wrong", "stops-accepting", "accepts 5 connections and no more")
def stops_accepting(port):
    threaded(port, echo, limit=5)


# ---------------------------------------------------------------- wrong: what makes it die


def dies_after(count):
    def run(port):
        numbers = itertools.count(1)

        def serve(conn):
            for chunk in chunks(conn):
                conn.sendall(chunk)
                if next(numbers) == count:
                    raise RuntimeError(f"died after {count} chunks")

        threaded(port, serve)

    return run


for number in (3, 20):
    mode("wrong", f"dies-after-{number}", f"echoes {number} chunks, of all clients, then dies")(
        dies_after(number)
    )


@mode("wrong", "dies-of-sigpipe", "one after the other, and SIGPIPE ends it as it ends a program in C")
def dies_of_sigpipe(port):
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    server = listening(port)

    def borne(call, *args):
        try:
            return call(*args)
        except OSError:
            return b"?"  # it does not look at results

    while True:
        conn, _ = server.accept()
        with conn:
            while chunk := borne(conn.recv, 1024):
                if borne(conn.send, chunk) == b"?" and chunk == b"?":
                    break


@mode("wrong", "zombies", "a process for each connection, for which it never waits. Inside only")
def zombies(port):
    server = listening(port)
    while True:
        conn, _ = server.accept()
        if os.fork() == 0:
            try:
                echo(conn)
            except OSError:
                pass  # the client is gone
            os._exit(0)
        conn.close()


@mode("wrong", "leaks-resets", "never closes a connection that was reset. Inside only: descriptors")
def leaks_resets(port):
    server = listening(port)
    kept = []
    while True:
        conn, _ = server.accept()
        try:
            echo(conn)
            conn.close()
        except OSError:
            kept.append(conn)


@mode("wrong", "dies-at-1000", "serves a thousand connections, then dies")
def dies_at_1000(port):
    server = listening(port)
    for _ in range(1000):
        attend(echo, server.accept()[0])
    sys.exit("too many")


@mode("wrong", "keeps-threads", "a thread for each connection, which never ends. Inside only: threads")
def keeps_threads(port):
    threading.stack_size(65536)

    def serve(conn):
        echo(conn)
        conn.close()
        forever()

    threaded(port, serve)


@wrong("ends-at-quit", "ends when a client says quit")
def ends_at_quit(conn):
    for chunk in chunks(conn):
        if chunk.strip() == b"quit":
            os._exit(0)
        conn.sendall(chunk)


@wrong("dies-on-reset", "dies when a client resets its connection")
def dies_on_reset(conn):
    try:
        echo(conn)
    except ConnectionError as e:
        raise RuntimeError("died of a reset") from e


@wrong("dies-on-empty", "dies when a client closes without having sent anything")
def dies_on_empty(conn):
    if not conn.recv(1, socket.MSG_PEEK):
        raise RuntimeError("died of a client that sent nothing")
    echo(conn)


def batches(conn, at_end):
    """Echoes whole messages; at_end gets what is still pending at the client's end of input."""
    pending = bytearray()
    for chunk in chunks(conn):
        pending += chunk
        if paused(conn):
            conn.sendall(pending)
            pending.clear()
    at_end(pending)


@wrong("dies-on-half-close", "dies when the client's end of input comes before its answer")
def dies_on_half_close(conn):
    def at_end(pending):
        if pending:
            raise RuntimeError("died of a half-close")

    batches(conn, at_end)


# ---------------------------------------------------------------- wrong: how connections end


@wrong("loses-at-half-close", "closes at the client's end of input; what was pending is lost")
def loses_at_half_close(conn):
    batches(conn, lambda pending: None)


@wrong("close-after-first", "echoes what one recv returns, then closes")
def close_after_first(conn):
    conn.sendall(conn.recv(LARGE))


@wrong("closes-at-once", "accepts and closes")
def closes_at_once(conn):
    pass


@wrong("never-closes", "ignores the client's end of input and keeps the connection open")
def never_closes(conn):
    echo(conn)
    forever()


@mode("wrong", "spins", "never removes an ended client from its selector: 100 % CPU; one thread")
def spins(port):
    selector = selectors.DefaultSelector()
    server = listening(port)
    selector.register(server, selectors.EVENT_READ)
    while True:
        for key, _ in selector.select():
            if key.fileobj is server:
                selector.register(server.accept()[0], selectors.EVENT_READ)
                continue
            try:
                key.fileobj.sendall(key.fileobj.recv(CHUNK))
            except OSError:
                selector.unregister(key.fileobj)  # a reset is no end of input
                key.fileobj.close()


LEAKED = []


@wrong("leaks", "shuts an ended connection down but never closes it: one descriptor lost each time")
def leaks(conn):
    echo(conn)
    conn.shutdown(socket.SHUT_WR)
    LEAKED.append(socket.socket(fileno=conn.detach()))


@wrong("resets", "ends each connection with a reset (SO_LINGER 0)")
def resets(conn):
    conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    echo(conn)


@mode("wrong", "no-reuse", "as once, without SO_REUSEADDR: the port is taken after a restart")
def no_reuse(port):
    iterative(port, once_1024, reuse=False)


# ---------------------------------------------------------------- main


if __name__ == "__main__":
    main()
