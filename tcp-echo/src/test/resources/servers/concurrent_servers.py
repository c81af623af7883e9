#!/usr/bin/env python3
"""Concurrent TCP echo servers on 127.0.0.1, right ones and wrong ones, to test the checker with.

    python3 concurrent_servers.py MODE PORT    runs one; it prints "ready" once it listens
    python3 concurrent_servers.py --list       MODE <tab> right|wrong|slow <tab> description

A wrong server has the fault that its description names and, as far as possible, no other one: it
serves any number of clients, bears resets, echoes large messages whole and closes after the
client's end of input. "Inside only" marks a fault that no client sees, only who watches the
process. A slow one is right, if one has the time. A chunk is what one recv returns. What takes
long to import is imported where it is used.
"""
import codecs
import math
import os
import select
import selectors
import signal
import socket
import socketserver
import sys
import threading
import time

from modes import BACKLOG, HOST, chunks, die, forever, listening, loop, main, mode, ready

CHUNK = 4096
LARGE = 65536
MIB = 1 << 20
SMALL_BUFFER = 16384  # as SO_SNDBUF: a client that does not read soon leaves output pending
READ, WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE


def wrong(name, description):
    """Enters a function of the connection, served in threads, as a wrong server."""

    def enter(serve):
        mode("wrong", name, description)(lambda port: threaded(port, serve))
        return serve

    return enter


# ---------------------------------------------------------------- sockets and threads


def echo(conn, size=LARGE):
    for chunk in chunks(conn, size):
        conn.sendall(chunk)


def attend(serve, conn):
    """Serves a connection and closes it; only OSError is borne."""
    try:
        with conn:
            serve(conn)
    except OSError:
        pass  # the client is gone
    except BaseException:
        die()


def start(target, *args):
    thread = threading.Thread(target=target, args=args, daemon=True)
    thread.start()
    return thread


def threaded(port, serve, backlog=BACKLOG, pause=0):
    """Serves each connection in a thread; pauses before each accept."""
    server = listening(port, backlog)
    while True:
        time.sleep(pause)
        conn, _ = server.accept()
        start(attend, serve, conn)


def pooled(port, workers):
    from concurrent.futures import ThreadPoolExecutor

    server = listening(port)
    with ThreadPoolExecutor(workers) as pool:
        while True:
            conn, _ = server.accept()
            pool.submit(attend, echo, conn)


def silent(conn, seconds):
    """True if nothing came for so long, not even an end."""
    return not select.select([conn], [], [], seconds)[0]


# ---------------------------------------------------------------- one thread for all


class Client:
    """A non-blocking connection, and what is still to be sent to it."""

    def __init__(self, conn):
        conn.setblocking(False)
        self.conn = conn
        self.pending = bytearray()
        self.ended = False  # its input
        self.closed = False

    def fileno(self):
        return self.conn.fileno()

    def flush(self):
        if self.pending:
            del self.pending[: self.conn.send(self.pending)]

    def turn(self, readable):
        """Receives, if there is something, and sends; False if all is done."""
        try:
            if readable:
                data = self.conn.recv(LARGE)
                self.ended = not data
                self.pending += data
            self.flush()
        except BlockingIOError:
            pass  # later
        except OSError:
            return False  # the client is gone
        return self.pending or not self.ended

    def wants_input(self, limit=MIB):
        return not self.ended and len(self.pending) < limit


class Loop:
    """A right server with a selector. A wrong one overrides the step in which it errs."""

    limit = MIB  # nothing is read from who has so much output pending
    chunk = LARGE
    send_buffer = None
    new_selector = selectors.DefaultSelector
    eager = True  # sends at once, not only when the selector says that it can

    def __init__(self, port):
        self.clients = []  # in the order of their coming
        self.forgotten = []  # neither watched nor closed
        self.selector = self.new_selector()
        self.server = listening(port, send_buffer=self.send_buffer)
        self.server.setblocking(False)
        self.selector.register(self.server, READ)

    def run(self):
        while True:
            for key, events in self.wait():
                if key.fileobj is self.server:
                    self.accept()
                elif not key.data.closed:  # by what another client did, just now
                    self.handle(key.data, events)

    def wait(self):
        return self.selector.select()

    def accept(self):
        try:
            client = Client(self.server.accept()[0])
        except OSError:
            return  # it went away before it was accepted
        self.accepted(client)

    def accepted(self, client):
        self.clients.append(client)
        self.selector.register(client.conn, READ, client)

    def handle(self, client, events):
        try:
            if events & READ:
                self.receive(client)
            if events & WRITE or self.eager:
                self.flush(client)
        except BlockingIOError:
            pass  # later
        except OSError as e:
            self.failed(client, e)
            return
        self.settle(client)

    def receive(self, client):
        data = client.conn.recv(self.chunk)
        if data:
            self.received(client, data)
        else:
            self.ended(client)

    def received(self, client, data):
        client.pending += data

    def flush(self, client):
        client.flush()

    def ended(self, client):
        client.ended = True

    def failed(self, client, error):
        self.drop(client)

    def settle(self, client):
        """Watches a client for what is next, unless it is served."""
        if client.ended and not client.pending:
            self.served(client)
        else:
            self.selector.modify(client.conn, self.interest(client), client)

    def interest(self, client):
        read = READ if client.wants_input(self.limit) else 0
        return read | (WRITE if client.pending else 0)

    def served(self, client):
        self.drop(client)

    def drop(self, client):
        self.forget(client)
        self.forgotten.remove(client)
        client.conn.close()

    def forget(self, client):
        client.closed = True
        self.clients.remove(client)
        self.forgotten.append(client)
        self.selector.unregister(client.conn)

    def answer(self, client, data):
        """Sends something to any client, later."""
        client.pending += data
        self.settle(client)


# ---------------------------------------------------------------- right: threads and processes


@mode("right", "threads", "a thread for each client, with sendall")
def threads(port):
    threaded(port, echo)


@mode("right", "pool-200", "a ThreadPoolExecutor with 200 workers")
def pool_200(port):
    pooled(port, 200)


@mode("right", "buffer-16", "a thread for each client, which reads 16 bytes at a time")
def buffer_16(port):
    threaded(port, lambda conn: echo(conn, 16))


@mode("right", "backlog-5", "a thread for each client; a backlog of 5")
def backlog_5(port):
    threaded(port, echo, backlog=5)


@mode("right", "backlog-1", "a thread for each client; a backlog of 1, as the practice has it")
def backlog_1(port):
    threaded(port, echo, backlog=1)


@mode("right", "prints", "a thread for each client; prints two lines for each chunk")
def prints(port):
    def serve(conn):
        peer = conn.getpeername()
        print("accepted", peer, flush=True)
        for chunk in chunks(conn):
            print("received", len(chunk), "bytes from", peer, repr(chunk[:40]), flush=True)
            conn.sendall(chunk)
            print("sent", len(chunk), "bytes to", peer, flush=True)
        print("end of", peer, flush=True)

    threaded(port, serve)


@mode(
    "right",
    "threads-stdin",
    "a thread for each client; at a line on stdin it accepts no more, waits for its clients, ends",
)
def threads_stdin(port):
    server = listening(port)
    clients = []
    watched = [server, sys.stdin]
    while True:
        readable = select.select(watched, [], [])[0]
        if sys.stdin in readable:
            if sys.stdin.readline():
                break
            watched.remove(sys.stdin)  # an end of input is no line
        if server in readable:
            clients.append(start(attend, echo, server.accept()[0]))
    server.close()
    for client in clients:
        client.join()


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


def in_child(server, conn):
    """What a child process does: it serves one client and ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    server.close()
    os.closerange(0, 3)  # who reads the server's output need not wait for this process
    try:
        attend(echo, conn)
    finally:
        os._exit(0)


def end_with(children):
    """Ends the processes of a list, too, at a SIGTERM."""

    def end(*_):
        for pid in children:
            try:
                os.kill(pid, signal.SIGTERM)
            except ProcessLookupError:
                pass  # it has just been reaped
        os._exit(0)

    signal.signal(signal.SIGTERM, end)


@mode("right", "forking", "a process for each client, with os.fork; reaps them")
def forking(port):
    children = []

    def reap(*_):
        for pid in list(children):
            try:
                if os.waitpid(pid, os.WNOHANG)[0]:
                    children.remove(pid)
            except ChildProcessError:
                pass  # another signal, during this loop, has reaped it

    signal.signal(signal.SIGCHLD, reap)
    end_with(children)
    server = listening(port)
    while True:
        conn, _ = server.accept()
        pid = os.fork()
        if pid == 0:
            in_child(server, conn)
        children.append(pid)
        conn.close()


@mode("right", "multiprocessing", "a multiprocessing.Process for each client")
def multi_processing(port):
    import multiprocessing

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # which ends the daemons
    context = multiprocessing.get_context("fork")
    server = listening(port)
    while True:
        conn, _ = server.accept()
        context.Process(target=in_child, args=(server, conn), daemon=True).start()
        conn.close()


# ---------------------------------------------------------------- right: one thread


@mode("right", "select", "select.select, non-blocking, with pending output")
def select_select(port):
    server = listening(port)
    server.setblocking(False)
    clients = []
    while True:
        readers = [client for client in clients if client.wants_input()]
        writers = [client for client in clients if client.pending]
        readable, writable, _ = select.select([server] + readers, writers, [])
        for client in list(clients):
            if client in readable or client in writable:
                if not client.turn(client in readable):
                    clients.remove(client)
                    client.conn.close()
        if server in readable:
            try:
                clients.append(Client(server.accept()[0]))
            except OSError:
                pass  # it went away before it was accepted


def polling(port, poller):
    """A server with select.poll or select.epoll; their constants have the same values."""
    server = listening(port)
    server.setblocking(False)
    poller.register(server.fileno(), select.POLLIN)
    clients = {}
    while True:
        for fd, events in poller.poll():
            if fd == server.fileno():
                try:
                    client = Client(server.accept()[0])
                except OSError:
                    continue  # it went away before it was accepted
                clients[client.fileno()] = client
                poller.register(client.fileno(), select.POLLIN)
                continue
            client = clients[fd]
            if client.turn(events & ~select.POLLOUT):  # an error shows in recv
                read = select.POLLIN if client.wants_input() else 0
                poller.modify(fd, read | (select.POLLOUT if client.pending else 0))
            else:
                poller.unregister(fd)
                del clients[fd]
                client.conn.close()


@mode("right", "poll", "select.poll, non-blocking, with pending output")
def select_poll(port):
    polling(port, select.poll())


@mode("right", "epoll", "select.epoll (Linux), non-blocking, with pending output")
def select_epoll(port):
    polling(port, select.epoll())


loop("right", "selectors", "selectors; reads nothing from who has 1 MiB of output pending")(Loop)


@loop("right", "selectors-unbounded", "selectors; pending output without a limit")
class Unbounded(Loop):
    limit = math.inf


@loop("right", "closes-at-8m", "selectors; a policy: closes who leaves more than 8 MiB unread")
class ClosesAt8M(Unbounded):
    def received(self, client, data):
        super().received(client, data)
        if len(client.pending) > 8 * MIB:
            raise ConnectionError("it does not read")


@loop("right", "select-stdin", "selectors; ends at a line, or the end of input, on stdin")
class SelectStdin(Loop):
    new_selector = selectors.SelectSelector  # the only one that takes any file

    def wait(self):
        if sys.stdin not in self.selector.get_map():
            self.selector.register(sys.stdin, READ)
        ready_now = super().wait()
        if any(key.fileobj is sys.stdin for key, _ in ready_now):
            sys.exit(0)
        return ready_now


@mode("right", "asyncio", "asyncio streams, with drain")
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


# ---------------------------------------------------------------- wrong: how many clients


@mode("wrong", "iterative", "one client at a time")
def iterative(port):
    server = listening(port)
    while True:
        attend(echo, server.accept()[0])


@mode("wrong", "joins", "a thread for each client, joined before the next accept")
def joins(port):
    server = listening(port)
    while True:
        start(attend, echo, server.accept()[0]).join()


@mode("wrong", "calls-target", "Thread(target=serve(conn)): serves before it makes the thread")
def calls_target(port):
    server = listening(port)
    while True:
        threading.Thread(target=attend(echo, server.accept()[0])).start()


@mode("wrong", "fork-waits", "a process for each client, waited for before the next accept")
def fork_waits(port):
    server = listening(port)
    children = []
    end_with(children)
    while True:
        conn, _ = server.accept()
        pid = os.fork()
        if pid == 0:
            in_child(server, conn)
        children.append(pid)
        conn.close()
        os.waitpid(pid, 0)
        children.remove(pid)


def limited(count):
    """A server that accepts no one while it has so many clients."""

    def run(port):
        free = threading.Semaphore(count)

        def serve(conn):
            try:
                attend(echo, conn)
            finally:
                free.release()

        server = listening(port)
        while True:
            free.acquire()
            start(serve, server.accept()[0])

    return run


for number in (2, 5, 20):
    mode(
        "wrong",
        f"limited-{number}",
        f"{number} clients at a time; others wait in the backlog until one leaves",
    )(limited(number))


@mode("wrong", "pool-4", "a ThreadPoolExecutor with 4 workers: accepts all, serves 4 at a time")
def pool_4(port):
    pooled(port, 4)


@loop("wrong", "refuses-9th", "closes a client at once while 8 others are connected")
class Refuses9th(Loop):
    def accepted(self, client):
        if len(self.clients) < 8:
            super().accepted(client)
        else:
            client.conn.close()


@loop("wrong", "ignores-31st", "accepts a client and never serves it while 30 others are connected")
class Ignores31st(Loop):
    def accepted(self, client):
        if len(self.clients) < 30:
            super().accepted(client)
        else:
            self.forgotten.append(client)


@loop("wrong", "newest-only", "a new client closes all those before it")
class NewestOnly(Loop):
    def accepted(self, client):
        for other in list(self.clients):
            self.drop(other)
        super().accepted(client)


@mode("wrong", "loses-in-burst", "of more than ten that wait together it serves the last only")
def loses_in_burst(port):
    server = listening(port)
    kept = []
    while True:
        waiting = [server.accept()[0]]
        while not silent(server, 0.05):
            waiting.append(server.accept()[0])
        served = waiting if len(waiting) <= 10 else waiting[-1:]
        kept += [conn for conn in waiting if conn not in served]
        for conn in served:
            start(attend, echo, conn)


@mode("slow", "slow-accept", "a backlog of 1 and 0.2 s before each accept")
def slow_accept(port):
    threaded(port, echo, backlog=1, pause=0.2)


# ---------------------------------------------------------------- wrong: whose data it is


@mode("wrong", "shared-buffer", "threads receive into one buffer; 10 ms later they send out of it")
def shared_buffer(port):
    buffer = bytearray(LARGE)

    def serve(conn):
        while size := conn.recv_into(buffer):
            time.sleep(0.01)  # long enough for another client's data to come in between
            conn.sendall(buffer[:size])

    threaded(port, serve)


@mode("wrong", "shared-variable", "all threads use the variable conn, which each accept changes")
def shared_variable(port):
    conn = None

    def serve():
        try:
            while data := conn.recv(LARGE):
                conn.sendall(data)
        except OSError:
            pass  # some client is gone
        conn.close()

    server = listening(port)
    while True:
        conn, _ = server.accept()
        start(serve)


@loop("wrong", "answers-newest", "all answers go to the client accepted last")
class AnswersNewest(Loop):
    def received(self, client, data):
        self.answer(self.clients[-1], data)


@loop("wrong", "answers-previous", "an answer goes to the client that sent before this one")
class AnswersPrevious(Loop):
    previous = None

    def received(self, client, data):
        known = self.previous in self.clients
        self.answer(self.previous if known else client, data)
        self.previous = client


@loop("wrong", "swaps-pending", "swaps the answers to two clients that send within 20 ms")
class SwapsPending(Loop):
    chunk = MIB

    def __init__(self, port):
        super().__init__(port)
        self.answers = []

    def received(self, client, data):
        self.answers.append((client, data))

    def wait(self):
        while len(self.answers) > 1:
            (one, to_other), (other, to_one) = self.answers.pop(0), self.answers.pop(0)
            self.answer_if_there(one, to_one)
            self.answer_if_there(other, to_other)
        for client, data in self.answers:
            self.answer_if_there(client, data)
        self.answers.clear()
        super().wait()
        time.sleep(0.02)  # more may come
        return super().wait()

    def answer_if_there(self, client, data):
        if not client.closed:
            self.answer(client, data)


@loop("wrong", "shared-pending", "one buffer of pending output: goes to any that can be sent")
class SharedPending(Loop):
    new_selector = selectors.SelectSelector
    eager = False

    def __init__(self, port):
        super().__init__(port)
        self.pending = bytearray()

    def accepted(self, client):
        client.pending = self.pending
        super().accepted(client)

    def handle(self, client, events):
        super().handle(client, events)
        for each in list(self.clients):
            self.settle(each)


@loop("wrong", "shared-rest", "what one send did not take goes to any client that can be sent")
class SharedRest(SharedPending):
    eager = True
    send_buffer = SMALL_BUFFER


@loop("wrong", "broadcast", "echoes to everybody, as a chat")
class Broadcast(Loop):
    def received(self, client, data):
        for each in self.clients:
            self.answer(each, data)


@mode("wrong", "shared-decoder", "one UTF-8 decoder for all: a character cut in two gets mixed up")
def shared_decoder(port):
    # With surrogateescape any byte passes, so that a client alone gets all back.
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    lock = threading.Lock()

    def decoded(data, final=False):
        with lock:
            return decoder.decode(data, final).encode("utf-8", "surrogateescape")

    def serve(conn):
        for chunk in chunks(conn):
            conn.sendall(decoded(chunk))
            if decoder.getstate()[0] and silent(conn, 0.3):
                conn.sendall(decoded(b"", final=True))  # it was not cut, it was no character
        conn.sendall(decoded(b"", final=True))

    threaded(port, serve)


# ---------------------------------------------------------------- wrong: order and loss


@wrong("two-workers", "two threads for each client: every 5th chunk may come after the next one")
def two_workers(conn):
    def work():
        for number, chunk in enumerate(chunks(conn, CHUNK), 1):
            if number % 5 == 0:
                time.sleep(0.01)  # the other one goes on
            conn.sendall(chunk)

    def borne():
        try:
            work()
        except OSError:
            pass  # the client is gone

    other = start(borne)
    try:
        work()
    finally:
        other.join()


@wrong("pool-of-chunks", "a thread pool echoes a client's chunks in parallel: their order is lost")
def pool_of_chunks(conn):
    import random
    from concurrent.futures import ThreadPoolExecutor

    lock = threading.Lock()

    def answer(chunk):
        time.sleep(random.uniform(0, 0.005))
        try:
            with lock:  # a chunk stays whole
                conn.sendall(chunk)
        except OSError:
            pass  # the client is gone

    free = threading.Semaphore(64)  # bounds what is pending
    with ThreadPoolExecutor(4) as pool:
        for chunk in chunks(conn, CHUNK):
            free.acquire()
            pool.submit(answer, chunk).add_done_callback(lambda _: free.release())


@loop("wrong", "loses-unsent", "what a non-blocking send did not take is lost")
class LosesUnsent(Loop):
    send_buffer = SMALL_BUFFER

    def flush(self, client):
        try:
            super().flush(client)
        finally:
            client.pending.clear()


@loop("wrong", "keeps-last-64k", "of pending output it keeps the last 64 KiB")
class KeepsLast64K(Unbounded):
    send_buffer = SMALL_BUFFER

    def flush(self, client):
        try:
            super().flush(client)
        finally:
            del client.pending[:-LARGE]


@loop("wrong", "closes-when-full", "closes a client when a send to it would block")
class ClosesWhenFull(Loop):
    send_buffer = SMALL_BUFFER

    def flush(self, client):
        try:
            super().flush(client)
        except BlockingIOError as e:
            raise ConnectionError("it would block") from e


@loop("wrong", "loses-at-half-close", "closes at the client's end of input; pending output is lost")
class LosesAtHalfClose(Loop):
    send_buffer = SMALL_BUFFER

    def ended(self, client):
        super().ended(client)
        client.pending.clear()


# ---------------------------------------------------------------- wrong: one disturbs others


def uncaught(kind):
    """A Loop that dies of one kind of failure."""

    class Dies(Loop):
        def failed(self, client, error):
            if isinstance(error, kind):
                raise error
            super().failed(client, error)

    return Dies


loop("wrong", "dies-on-reset", "dies of a ConnectionResetError")(uncaught(ConnectionResetError))


@loop("wrong", "dies-on-broken-pipe", "dies of BrokenPipeError: a client sends over 1 KiB, closes")
class DiesOnBrokenPipe(uncaught(BrokenPipeError)):
    chunk = 512  # the first send meets a closed client, the second one its reset

    def wait(self):
        at_once = self.selector.select(0)
        if at_once:
            return at_once
        super().wait()
        time.sleep(0.01)  # long enough for a client that sends and closes
        return super().wait()


@wrong("dies-on-failed-send", "dies when a send fails: a client went without reading its answer")
def dies_on_failed_send(conn):
    for chunk in chunks(conn):
        try:
            conn.sendall(chunk)
        except OSError:
            die()


@loop("wrong", "end-ends-server", "ends, with all its clients, at the end of input of any client")
class EndEndsServer(Loop):
    def served(self, client):
        sys.exit(0)


@wrong("half-close-ends-server", "ends when a client's end of input comes before its answer")
def half_close_ends_server(conn):
    for chunk in chunks(conn):
        if not silent(conn, 0.02) and not conn.recv(1, socket.MSG_PEEK):
            os._exit(0)
        conn.sendall(chunk)


class ClosesAll(Loop):
    def close_all(self):
        for each in list(self.clients):
            self.drop(each)


@loop("wrong", "reset-closes-all", "a client's reset closes all others")
class ResetClosesAll(ClosesAll):
    def failed(self, client, error):
        self.close_all()


@loop("wrong", "close-closes-all", "a client's end of input closes all others")
class CloseClosesAll(ClosesAll):
    def served(self, client):
        self.close_all()


@loop("wrong", "close-closes-next", "a client that leaves takes the one accepted after it along")
class CloseClosesNext(Loop):
    def drop(self, client):
        index = self.clients.index(client)
        for each in self.clients[index : index + 2]:
            super().drop(each)


@loop("wrong", "blocking-send", "one thread, blocking sends: a client that never reads stalls all")
class BlockingSend(Loop):
    def flush(self, client):
        client.conn.setblocking(True)
        client.conn.sendall(client.pending)
        client.conn.setblocking(False)
        client.pending.clear()


SEND_LOCK = threading.Lock()


@wrong("lock-held-send", "threads send under one lock: a client that never reads stalls all")
def lock_held_send(conn):
    for chunk in chunks(conn):
        with SEND_LOCK:
            conn.sendall(chunk)


TURN_LOCK = threading.Lock()


@wrong("lock-held-recv", "threads receive and send under one lock: a silent client stalls all")
def lock_held_recv(conn):
    while True:
        with TURN_LOCK:
            chunk = conn.recv(LARGE)
            if not chunk:
                return
            conn.sendall(chunk)


@mode("wrong", "first-recv-blocks", "receives, then makes a thread: a silent client stalls accept")
def first_recv_blocks(port):
    server = listening(port)
    while True:
        conn, _ = server.accept()
        try:
            first = conn.recv(LARGE)
        except OSError:
            first = b""  # the client is gone

        def serve(conn, first=first):
            conn.sendall(first)
            echo(conn)

        start(attend, serve, conn)


@mode("wrong", "in-turn", "receives from all clients in turn, blocking, then answers them all")
def in_turn(port):
    server = listening(port)
    clients = []

    def served(client, call, *args):
        """What a call returns; an empty result or a failure ends the client."""
        try:
            result = call(*args)
        except OSError:
            result = b""
        if result == b"":
            clients.remove(client)
            client.close()
        return result

    while True:
        while not clients or not silent(server, 0):
            clients.append(server.accept()[0])
        received = [(client, served(client, client.recv, LARGE)) for client in list(clients)]
        for client, data in received:
            if data:
                served(client, client.sendall, data)


@loop("wrong", "greedy", "keeps to who sent 10 times in a row, until it is silent for 2 s")
class Greedy(Loop):
    row = 0
    last = None

    def receive(self, client):
        super().receive(client)
        self.row = self.row + 1 if client is self.last else 1
        self.last = client
        while self.row >= 10:
            try:
                self.flush(client)
            except BlockingIOError:
                pass  # later
            if not client.wants_input() or silent(client, 2):
                return
            super().receive(client)


# ---------------------------------------------------------------- wrong: time


@mode("slow", "slow-with-4", "1.5 s before each answer while more than 3 clients are connected")
def slow_with_4(port):
    clients = []

    def serve(conn):
        clients.append(conn)
        try:
            for chunk in chunks(conn, MIB):
                time.sleep(1.5 if len(clients) > 3 else 0)
                conn.sendall(chunk)
        finally:
            clients.remove(conn)

    threaded(port, serve)


@loop("wrong", "stalls-at-1m", "stalls all for 3 s when a client leaves more than 1 MiB unread")
class StallsAt1M(Unbounded):
    send_buffer = SMALL_BUFFER

    def received(self, client, data):
        before = len(client.pending)
        super().received(client, data)
        if before <= MIB < len(client.pending):
            time.sleep(3)


@loop("slow", "once-a-second", "looks after its clients only once a second")
class OnceASecond(Loop):
    chunk = MIB

    def wait(self):
        time.sleep(1)
        return super().wait()

    def accept(self):
        while not silent(self.server, 0):
            super().accept()


# ---------------------------------------------------------------- wrong: what is left behind


@loop("wrong", "never-closes", "ignores a client's end of input and keeps the connection open")
class NeverCloses(Loop):
    def served(self, client):
        self.forget(client)


@loop("wrong", "leaks", "shuts an ended connection down, never closes it. Inside only: descriptors")
class Leaks(Loop):
    def served(self, client):
        shut_down(client.conn)
        self.forget(client)


@loop("wrong", "leaks-resets", "never closes a connection that was reset. Inside only: descriptors")
class LeaksResets(Loop):
    def failed(self, client, error):
        self.forget(client)


@wrong("leaks-threads", "the thread of a client that left never ends. Inside only: threads")
def leaks_threads(conn):
    try:
        with conn:
            echo(conn)
    finally:
        forever()


@loop("wrong", "busy", "waits to write without output while it has clients. Inside only: CPU")
class Busy(Loop):
    def accepted(self, client):
        super().accepted(client)
        self.settle(client)

    def interest(self, client):
        return super().interest(client) | WRITE


@loop("wrong", "spins", "shuts an ended connection down, watches it. Inside only: CPU, descriptors")
class Spins(Loop):
    def served(self, client):
        shut_down(client.conn)


def shut_down(conn):
    """Gives the client its end of input."""
    try:
        conn.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # the client is gone, or it had its end before


# ---------------------------------------------------------------- main


if __name__ == "__main__":
    main()
