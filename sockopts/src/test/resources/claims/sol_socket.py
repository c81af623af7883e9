"""The options of SOL_SOCKET."""
import signal
import threading
import time

from kit import *


def own_users():
    """root inside of a container with users of its own."""
    if libc.unshare(0x10000000) != 0:
        raise OSError(ctypes.get_errno(), "unshare")


def closed_port():
    """An address where nobody answers but with an error: its socket is connected to somebody else."""
    s = udp()
    s.connect((LO, 9))
    return s


@claim("SO_DEBUG", "a plain user is refused with EACCES", "anybody may switch it off", root=True)
def _():
    return nobody_refused("udp", "SO_DEBUG", 1) == "EACCES" and nobody_refused("udp", "SO_DEBUG", 0) is None


@claim("SO_DEBUG", "root inside a container with users of its own does not have it (EACCES)", root=True)
def _():
    s = fresh("udp")
    before = put_refused(s, "SO_DEBUG", 1)
    own_users()
    return before is None and put_refused(s, "SO_DEBUG", 1) == "EACCES"


def time_wait(*options):
    """The address of a server that closed a connection first and then itself; the options are its own."""
    server = listener(*options)
    address = server.getsockname()
    client = socket.create_connection(address)
    end = server.accept()[0]
    end.close()
    client.recv(1)
    client.close()
    server.close()
    return address


def restarts(old, new):
    """True if a listener starts over connections in TIME_WAIT, with an option on the old one and on the new."""
    address = time_wait((old, 1))
    again = fresh("tcp")
    put(again, new, 1)
    return refused(again.bind, address) is None and refused(again.listen) is None


@claim("SO_REUSEADDR", "the port of connections in TIME_WAIT can be bound again", "that last run must have set it too")
def _():
    return restarts("SO_REUSEADDR", "SO_REUSEADDR") and not restarts("SO_KEEPALIVE", "SO_REUSEADDR")


@claim("SO_REUSEADDR", "otherwise they cannot start again while connections that the last run closed first are in "
                       "TIME_WAIT (EADDRINUSE)")
def _():
    return refused(fresh("tcp").bind, time_wait(("SO_REUSEADDR", 1))) == "EADDRINUSE"


@claim("SO_REUSEADDR", "never that of a live listener", "bind() fails if somebody listens there, and of two sockets "
                                                        "that are only bound the second listen() fails")
def _():
    server = listener(("SO_REUSEADDR", 1))
    first, second, third = (fresh("tcp") for _ in range(3))
    for s in first, second, third:
        put(s, "SO_REUSEADDR", 1)
    live = refused(third.bind, server.getsockname())
    first.bind((LO, 0))
    both = refused(second.bind, first.getsockname())
    first.listen()
    return live == "EADDRINUSE" and both is None and refused(second.listen) == "EADDRINUSE"


@claim("SO_REUSEADDR", "UDP: several sockets may bind the same port; all of them must set it",
       "the last one bound receives the unicast")
def _():
    first, second = fresh("udp"), fresh("udp")
    put(second, "SO_REUSEADDR", 1)
    first.bind((LO, 0))
    alone = refused(second.bind, first.getsockname())
    put(first, "SO_REUSEADDR", 1)
    second.bind(first.getsockname())
    fresh("udp").sendto(b"x", first.getsockname())
    return alone == "EADDRINUSE" and readable(second) and not readable(first)


@claim("SO_TYPE", "stream, datagram, raw", root=True)
@claim("SO_TYPE", "SOCK_STREAM, SOCK_DGRAM, SOCK_RAW", root=True)
def _():
    flagged = socket.socket(2, 1 | socket.SOCK_NONBLOCK | socket.SOCK_CLOEXEC)
    return [got(fresh(kind), "SO_TYPE") for kind in ("tcp", "udp", "raw")] == [1, 2, 3] and got(
        flagged, "SO_TYPE") == 1


@claim("SO_TYPE", "It is the second argument of socket()")
def _():
    return got(socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET), "SO_TYPE") == 5


@claim("SO_TYPE", "in a stream it must look for the end of each message, in datagrams each receive is one")
def _():
    stream, end = pair()
    for _ in range(2):
        stream.send(b"ab")
    while waiting(end) < 4:
        pass
    receiver = udp()
    for _ in range(2):
        fresh("udp").sendto(b"ab", receiver.getsockname())
    return end.recv(99) == b"abab" and receiver.recv(99) == b"ab"


@claim("SO_ERROR", "clears it: the way to learn how a non-blocking connect ended", "a second read gives 0",
       "0 means connected, and anything else is the errno")
def _():
    s = fresh("tcp")
    s.bind((LO, 0))
    nobody, client = s.getsockname(), fresh("tcp")
    s.close()
    client.setblocking(False)
    refused(client.connect, nobody)
    poll(client, select.POLLOUT, -1)
    errors = [got(client, "SO_ERROR") for _ in range(2)]
    good, server = fresh("tcp"), listener()
    good.setblocking(False)
    refused(good.connect, server.getsockname())
    poll(good, select.POLLOUT, -1)
    return errors == [errno.ECONNREFUSED, 0] and got(good, "SO_ERROR") == 0


@claim("SO_ERROR", "Reading it also clears it", "the error is not reported to the next send or recv any more")
def _():
    other, s = closed_port(), udp()
    s.connect(other.getsockname())
    s.send(b"x")
    # the ICMP error comes with the send on loopback
    errors = [got(s, "SO_ERROR") for _ in range(2)]
    return errors == [errno.ECONNREFUSED, 0] and refused(s.send, b"x") is None


@claim("SO_ERROR", "gets here the permanent ICMP errors of what it sent (port or protocol unreachable, prohibited), "
                   "not the passing ones (network or host unreachable, time exceeded)", root=True)
def _():
    other, s = udp(), udp()
    s.connect(other.getsockname())
    errors = []
    for kind, code in (3, 3), (3, 2), (3, 13), (3, 0), (3, 1), (11, 0):
        icmp_error(kind, code, s.getsockname(), other.getsockname())
        errors.append(got(s, "SO_ERROR") != 0)
    return errors == [True] * 3 + [False] * 3


@claim("SO_ERROR", "an unconnected one gets none", "With IP_RECVERR both get all", root=True)
def _():
    other, connected, s = udp(), udp(), udp()
    connected.connect(other.getsockname())
    icmp_error(3, 3, s.getsockname(), other.getsockname())
    none = got(s, "SO_ERROR")
    errors = []
    for one in s, connected:
        put(one, "IP_RECVERR", 1)
        for kind, code in (3, 3), (3, 1), (11, 0):
            icmp_error(kind, code, one.getsockname(), other.getsockname())
            errors.append(got(one, "SO_ERROR") != 0)
    return none == 0 and all(errors)


@claim("SO_ERROR", "A 0 does not prove that the peer is alive", root=True)
def _():
    client, end = pair()
    ip("link set lo down")
    end.close()
    client.send(b"x")
    return got(client, "SO_ERROR") == 0


@claim("SO_DONTROUTE", "Sends only to hosts on directly connected networks", "MSG_DONTROUTE does the same for one "
       "send", "anything farther fails at once with ENETUNREACH", "The flag MSG_DONTROUTE does the same", root=True)
def _():
    routed()
    s, one = fresh("udp"), fresh("udp")
    put(s, "SO_DONTROUTE", 1)
    near = refused(s.sendto, b"x", ("10.0.1.2", 9))
    far = refused(s.sendto, b"x", ("10.0.2.2", 9))
    flag = refused(one.sendto, b"x", socket.MSG_DONTROUTE, ("10.0.2.2", 9))
    return (near, far, flag) == (None, "ENETUNREACH", "ENETUNREACH") and refused(
        one.sendto, b"x", ("10.0.2.2", 9)) is None


@claim("SO_DONTROUTE", "It says nothing about what the neighbour then does with the packet", root=True)
def _():
    # the neighbour is the router itself, asked for an address of its other side: the route is 'directly connected'
    router, host = routed()
    ip("route add 10.0.2.0/24 dev near")
    with router.inside():
        sysctl("net.ipv4.conf.all.proxy_arp", 1)
        sysctl("net.ipv4.conf.far.proxy_arp_pvlan", 1)
    with host.inside():
        receiver = udp(address="10.0.2.2")
    s = fresh("udp")
    put(s, "SO_DONTROUTE", 1)
    s.sendto(b"x", receiver.getsockname())
    return receiver.recv(9) == b"x"


@claim("SO_BROADCAST", "without it the send fails with EACCES", "fail with EACCES until it is on",
       "Permits a datagram socket to send to a broadcast address")
def _():
    s = fresh("udp")
    before = refused(s.sendto, b"x", ("127.255.255.255", 9))
    put(s, "SO_BROADCAST", 1)
    return before == "EACCES" and refused(s.sendto, b"x", ("127.255.255.255", 9)) is None


@claim("SO_BROADCAST", "since any program may switch it on", root=True)
def _():
    return nobody_refused("udp", "SO_BROADCAST", 1) is None


@claim("SO_BROADCAST", "It has no effect on TCP", "It means nothing for TCP", root=True)
def _():
    # connect to a broadcast address fails with and without it
    two_hosts()
    s, without = fresh("tcp"), fresh("tcp")
    put(s, "SO_BROADCAST", 1)
    return refused(s.connect, ("10.0.1.255", 9)) == refused(without.connect, ("10.0.1.255", 9)) is not None


@claim("SO_BROADCAST", "a socket bound to the unicast address of the machine does not get them: bind to 0.0.0.0",
       root=True)
def _():
    other = two_hosts()
    with other.inside():
        ours, every, s = udp(address="10.0.1.2"), udp(address="0.0.0.0"), fresh("udp")
    sender = fresh("udp")
    put(sender, "SO_BROADCAST", 1)
    sender.sendto(b"x", ("10.0.1.255", every.getsockname()[1]))
    sender.sendto(b"x", ("10.0.1.255", ours.getsockname()[1]))
    sender.sendto(b"end", ours.getsockname())
    return every.recv(9) == b"x" and ours.recv(9) == b"end"


@claim("SO_BROADCAST", "Routers do not pass broadcasts on", root=True)
def _():
    router, host = routed()
    with host.inside():
        receiver = udp(address="0.0.0.0")
    sender = fresh("udp")
    put(sender, "SO_BROADCAST", 1)
    sender.sendto(b"x", ("10.0.2.255", receiver.getsockname()[1]))
    sender.sendto(b"end", ("10.0.2.2", receiver.getsockname()[1]))
    return receiver.recv(9) == b"end"


@claim("SO_BROADCAST", "ENETUNREACH if it names none", "255.255.255.255 leaves through one interface only", root=True)
def _():
    first, second = Net(), Net()
    s = fresh("udp")
    put(s, "SO_BROADCAST", 1)
    none = refused(s.sendto, b"x", ("255.255.255.255", 9))
    link(None, first, 1)
    link(None, second, 2, "near2", "far2")
    ip("route add default via 10.0.2.2")
    frames = [sniffer("near"), sniffer("near2")]
    s.sendto(b"x", ("255.255.255.255", 9))
    there = [any(f[30:34] == b"\xff" * 4 for f in all_frames(one)) for one in frames]
    return none == "ENETUNREACH" and there == [False, True]


def all_frames(s):
    """What waits at a packet socket."""
    s.setblocking(False)
    while True:
        try:
            yield s.recv(65536)
        except BlockingIOError:
            return


def buffer_rules(name, limit):
    """The request is capped, doubled, and has a floor: what is read for very much, for 10000, for 0."""
    s = fresh("tcp")
    most = int(sysctl(limit))
    return kept(s, name, 2**30) == 2 * most and kept(s, name, 10000) == 20000 and kept(s, name, 0) > 256


@claim("SO_SNDBUF", "The kernel caps the request at net.core.wmem_max, doubles it")
@claim("SO_SNDBUF", "The kernel takes at most net.core.wmem_max of what is asked for, doubles it, and goes no lower")
def _():
    return buffer_rules("SO_SNDBUF", "net.core.wmem_max")


@claim("SO_RCVBUF", "The kernel caps the request at net.core.rmem_max, doubles it and keeps a floor")
@claim("SO_RCVBUF", "It takes at most net.core.rmem_max of what is asked for, doubles it")
def _():
    return buffer_rules("SO_RCVBUF", "net.core.rmem_max")


def grows(*options):
    """True if the kernel tunes the buffers of a connection that moves much: what each side reads, before and after."""
    client, end = pair(*options, client=options)
    before = got(client, "SO_SNDBUF"), got(end, "SO_RCVBUF")
    reader = threading.Thread(target=lambda: [None for _ in iter(lambda: end.recv(1 << 20), b"")])
    reader.start()
    for _ in range(400):
        client.send(bytes(65536))
    after = got(client, "SO_SNDBUF"), got(end, "SO_RCVBUF")
    client.close()
    reader.join()
    return [b != a for b, a in zip(before, after)]


@claim("SO_SNDBUF", "stops the automatic tuning of TCP", "In TCP setting it switches off the automatic tuning")
def _():
    return grows()[0] and not grows(("SO_SNDBUF", 30000))[0]


@claim("SO_RCVBUF", "setting it switches off the automatic tuning")
def _():
    return grows()[1] and not grows(("SO_RCVBUF", 30000))[1]


@claim("SO_SNDBUF", "Limit of the send buffer in bytes", "a blocking send waits, and a non-blocking one takes a part "
                                                         "or fails with EAGAIN")
def _():
    client, end = pair(("SO_RCVBUF", 4000), client=[("SO_SNDBUF", 8000)])
    client.setblocking(False)
    part = client.send(bytes(1 << 22))
    again = None
    while again is None:
        again = refused(client.send, bytes(1 << 22))
    client.setblocking(True)
    sender = threading.Thread(target=lambda: client.sendall(bytes(1 << 20)))
    sender.start()
    # it waits until somebody reads
    sender.join(0.2)
    waits = sender.is_alive()
    while sender.is_alive():
        end.recv(1 << 20)
    return 0 < part < 1 << 22 and again == "EAGAIN" and waits


@claim("SO_SNDBUF", "How much the kernel takes from the program before it is sent and, in TCP, acknowledged",
       root=True)
def _():
    client, end = pair(client=[("SO_SNDBUF", 20000)])
    without, end2 = pair()
    # nothing is acknowledged any more
    tool("nft", "add table t; add chain t c { type filter hook input priority 0; }; add rule t c drop")
    # the last piece, of at most 64 KiB, may stand above the limit
    return 0 < fill(client, 1000) <= 40000 + 65536 < fill(without, 1000)


@claim("SO_SNDBUF", "In UNIX datagrams it also bounds the size of one message (EMSGSIZE)")
def _():
    a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    put(a, "SO_SNDBUF", 20000)
    return refused(a.send, bytes(60000)) == "EMSGSIZE" and a.send(bytes(20000)) == 20000


@claim("SO_RCVBUF", "Full, UDP drops datagrams; TCP closes its window", "when it is full, datagrams are dropped in "
                                                                      "silence")
def _():
    receiver = udp()
    put(receiver, "SO_RCVBUF", 4000)
    sent = [fresh("udp").sendto(bytes(1000), receiver.getsockname()) for _ in range(50)]
    came = 0
    while readable(receiver):
        came += len(receiver.recv(2000)) > 0
    client, end = pair(("SO_RCVBUF", 4000))
    fill(client)
    # the sender has data and no window to send them in
    info = got(client, "TCP_INFO", 256)
    return sent == [1000] * 50 and 0 < came < 50 and struct.unpack_from("I", info, 228)[0] == 0


@claim("SO_RCVBUF", "TCP: it bounds the window")
def _():
    client, end = pair(("SO_RCVBUF", 20000))
    window = struct.unpack_from("I", got(client, "TCP_INFO", 256), 228)[0]
    other, end2 = pair(("SO_RCVBUF", 40000))
    return 0 < window <= 20000 < struct.unpack_from("I", got(other, "TCP_INFO", 256), 228)[0] <= 40000


@claim("SO_RCVBUF", "How much the kernel keeps of what came and nobody has read yet")
def _():
    client, end = pair(("SO_RCVBUF", 20000))
    fill(client)
    return 10000 < waiting(end) <= 40000


@claim("SO_RCVBUF", "In TCP it must be set before connect() or listen(), because the scale of the window is agreed "
                    "in the SYN")
def _():
    def scale(early):
        client, end = pair(*[("SO_RCVBUF", 3000)] * early)
        put(end, "SO_RCVBUF", 150000)
        # tcpi_rcv_wscale: the upper four bits
        return got(end, "TCP_INFO", 16)[6] >> 4
    return scale(True) == 0 < scale(False)


@claim("SO_SNDBUFFORCE", "Like SO_SNDBUF without the ceiling of net.core.wmem_max", "SO_SNDBUF without the limit of "
       "net.core.wmem_max", "It takes CAP_NET_ADMIN; root inside a container with users of its own gets EPERM",
       "The kernel doubles the value here too", root=True)
def _():
    return force("SO_SNDBUF", "net.core.wmem_max")


@claim("SO_RCVBUFFORCE", "Like SO_RCVBUF without the ceiling of net.core.rmem_max", "SO_RCVBUF without the limit of "
       "net.core.rmem_max", "It takes CAP_NET_ADMIN; root inside a container with users of its own gets EPERM",
       "The kernel doubles the value here too", root=True)
def _():
    return force("SO_RCVBUF", "net.core.rmem_max")


def force(name, limit):
    s, more = fresh("udp"), int(sysctl(limit)) + 5000
    put(s, name + "FORCE", more)
    value = got(s, name)
    unprivileged = nobody_refused("udp", name + "FORCE", 5000)
    own_users()
    return value == 2 * more and unprivileged == "EPERM" == put_refused(s, name + "FORCE", 5000)


KEEPALIVE = ("SO_KEEPALIVE", 1), ("TCP_KEEPIDLE", 1), ("TCP_KEEPINTVL", 1), ("TCP_KEEPCNT", 2)


def cut(*options):
    """A client whose other end vanishes without a word."""
    own_network()
    client, end = pair(client=options)
    # an end without a descriptor would be closed, which is a word
    end.detach()
    ip("link set lo down")
    return client


@claim("SO_KEEPALIVE", "After a long silence TCP sends probes and breaks the connection with ETIMEDOUT if nobody "
       "answers", "TCP_KEEPIDLE, TCP_KEEPINTVL and TCP_KEEPCNT set the times", "the call that waits fails with "
       "ETIMEDOUT", root=True)
@claim("TCP_KEEPIDLE", "Seconds of silence before the first keep-alive probe", "A dead peer is noticed after",
       root=True)
@claim("TCP_KEEPINTVL", "Seconds between keep-alive probes", "breaks the connection if the failure lasts", root=True)
@claim("TCP_KEEPCNT", "Keep-alive probes without answer before the connection is given up",
       "Probes of SO_KEEPALIVE without answer after which the connection is given up (ETIMEDOUT)", root=True)
def _():
    client = cut(*KEEPALIVE)
    begun = time.monotonic()
    # no less than 1 + 1 * 2 seconds; a busy machine may only make it more
    return refused(client.recv, 1) == "ETIMEDOUT" and time.monotonic() - begun > 2.5


@claim("TCP_KEEPIDLE", "It acts only with SO_KEEPALIVE", "without which it does nothing", root=True)
@claim("TCP_KEEPINTVL", "It acts only with SO_KEEPALIVE", root=True)
@claim("TCP_KEEPCNT", "It acts only with SO_KEEPALIVE", root=True)
@claim("SO_KEEPALIVE", "without it, whoever only reads waits for ever", root=True)
def _():
    client = cut(*KEEPALIVE[1:])
    return poll(client, select.POLLIN, 4000) == 0


@claim("TCP_KEEPCNT", "With 1 a single lost packet is enough to break it", root=True)
def _():
    client = cut(*KEEPALIVE[:3], ("TCP_KEEPCNT", 1))
    # until the first probe is lost
    while struct.unpack_from("B", got(client, "TCP_INFO", 8), 3)[0] == 0 and not poll(client, select.POLLIN):
        time.sleep(0.01)
    ip("link set lo up")
    return refused(client.recv, 1) == "ETIMEDOUT"


@claim("TCP_KEEPCNT", "If TCP_USER_TIMEOUT is set, that time decides and this number is ignored", root=True)
@claim("TCP_USER_TIMEOUT", "if it is below TCP_KEEPIDLE, the first probe that is lost ends the connection", root=True)
def _():
    client = cut(*KEEPALIVE[:3], ("TCP_KEEPCNT", 127), ("TCP_USER_TIMEOUT", 500))
    return refused(client.recv, 1) == "ETIMEDOUT"


@claim("SO_KEEPALIVE", "add up to hours", root=True)
def _():
    idle, interval, probes = (int(sysctl("net.ipv4.tcp_keepalive_" + name)) for name in ("time", "intvl", "probes"))
    return 7200 < idle + interval * probes < 5 * 3600


@claim("SO_KEEPALIVE", "a hung server answers probes", root=True)
def _():
    server = listener()
    pid = os.fork()
    if pid == 0:
        end = server.accept()[0]
        os.kill(os.getpid(), signal.SIGSTOP)
    client = socket.create_connection(server.getsockname())
    os.waitpid(pid, os.WUNTRACED)
    for option in KEEPALIVE:
        put(client, *option)
    # three probes with their answers
    with sniffer("lo") as lo:
        acks = 0
        while acks < 12:
            lo.recv(999)
            acks += 1
    alive = not readable(client) and got(client, "SO_ERROR") == 0
    os.kill(pid, signal.SIGKILL)
    return alive


@claim("SO_KEEPALIVE", "While sent data wait for their acknowledgement there are no probes", root=True)
def _():
    client, end = pair(client=KEEPALIVE)
    tool("nft", "add table t; add chain t c { type filter hook input priority 0; }; add rule t c drop")
    client.send(b"x")
    with sniffer("lo") as lo:
        sizes = [len(lo.recv(999)) for _ in range(10)]
    # each that leaves carries the byte; a probe would carry none
    return set(sizes) == {14 + 20 + 32 + 1}


@claim("SO_KEEPALIVE", "Accepted and ignored on UDP")
def _():
    return kept(fresh("udp"), "SO_KEEPALIVE", 1) == 1


@claim("SO_OOBINLINE", "it is kept apart and only recv with MSG_OOB reads it",
       "that byte is taken out of the stream and only recv with MSG_OOB gives it", "Either way a read never goes past")
def _():
    client, end = pair()
    client.send(b"abc")
    client.send(b"!", socket.MSG_OOB)
    client.send(b"def")
    client.close()
    select.select([], [], [end])
    urgent = end.recv(9, socket.MSG_OOB)
    rest = list(iter(lambda: end.recv(9), b""))
    return (urgent, rest) == (b"!", [b"abc", b"def"])


@claim("SO_OOBINLINE", "Leaves the urgent byte of TCP in its place in the stream", "on, it stays in its place",
       "so that no byte is missing")
def _():
    client, end = pair()
    put(end, "SO_OOBINLINE", 1)
    client.send(b"abc")
    client.send(b"!", socket.MSG_OOB)
    client.send(b"def")
    client.close()
    select.select([], [], [end])
    first = end.recv(9)
    at_mark = struct.unpack("i", fcntl.ioctl(end, 0x8905, b"1234"))[0]
    rest = b"".join(iter(lambda: end.recv(9), b""))
    return (first, at_mark, rest) == (b"abc", 1, b"!def") and refused(end.recv, 9, socket.MSG_OOB) == "EINVAL"


@claim("SO_OOBINLINE", "if two urgent bytes come, the first loses its mark, and with the option off it is lost if it was "
                       "the next to be read")
def _():
    def two(data):
        client, end = pair()
        client.send(data + b"a", socket.MSG_OOB)
        client.send(b"b", socket.MSG_OOB)
        client.close()
        while not poll(end, select.POLLRDHUP) & select.POLLRDHUP:
            pass
        return end.recv(9, socket.MSG_OOB), end.recv(9)
    return two(b"x") == (b"b", b"xa") and two(b"") == (b"b", b"")


@claim("SO_NO_CHECK", "Sends UDP over IPv4 without checksum", root=True)
def _():
    s = fresh("udp")

    def field():
        return sent_frame(lambda: s.sendto(b"x", (LO, 9)))[40:42]
    first = field()
    put(s, "SO_NO_CHECK", 1)
    return first != b"\0\0" == field()


@claim("SO_NO_CHECK", "UDP_NO_CHECK6_TX is the one for IPv6", root=True)
@claim("UDP_NO_CHECK6_TX", "Sends UDP over IPv6 with checksum 0", root=True)
def _():
    def field(name):
        s = fresh("udp6")
        put(s, name, 1)
        return sent_frame(lambda: s.sendto(b"x", (LO6, 9)))[60:62]
    return field("SO_NO_CHECK") != b"\0\0" == field("UDP_NO_CHECK6_TX")


def frame(name, value):
    """What leaves with a value of an option, without the identification and the header's checksum."""
    s = fresh("udp")
    s.bind((LO, 9999))
    put(s, name, value)
    found = sent_frame(lambda: s.sendto(b"x", (LO, 9)))
    return found[:18] + found[20:24] + found[26:]


@claim("SO_PRIORITY", "it does not travel in the packet", root=True)
@claim("SO_MARK", "It does not travel in the packet", "it is not on the wire", root=True)
def _():
    return frame("SO_PRIORITY", 0) == frame("SO_PRIORITY", 6) == frame("SO_MARK", 7)


@claim("SO_PRIORITY", "Setting IP_TOS changes it too", "connections that accept returns begin with 0")
@claim("IP_TOS", "It also changes SO_PRIORITY")
def _():
    s = fresh("udp")
    put(s, "IP_TOS", 0x10)
    end = pair(("SO_PRIORITY", 5))[1]
    return got(s, "SO_PRIORITY") == 6 and got(end, "SO_PRIORITY") == 0


@claim("SO_PRIORITY", "0 to 6 are free; others take CAP_NET_ADMIN", root=True)
def _():
    return [nobody_refused("udp", "SO_PRIORITY", n) for n in (0, 6, 7, -1)] == [
        None, None, "EPERM", "EPERM"] and put_refused(fresh("udp"), "SO_PRIORITY", 7) is None


@claim("SO_PRIORITY", "used by the queueing discipline of the interface", "A number that each packet carries inside "
                                                                       "this machine", root=True)
def _():
    # the meta priority of the firewall is this number
    own_network()
    tool("nft", "add table t; add chain t c { type filter hook output priority 0; }; "
                "add rule t c meta priority 0:5 counter")
    s = fresh("udp")
    put(s, "SO_PRIORITY", 5)
    s.sendto(b"x", (LO, 9))
    return "packets 1 " in tool("nft", "list", "ruleset")


def wait_state(port, state):
    """Until the connection of a local port is in a state, as ss names it; empty: gone."""
    while True:
        lines = tool("ss", "-Htan", "sport", "=", f":{port}").split("\n")
        states = [line.split()[0] for line in lines if line and not line.startswith("LISTEN")]
        if states == ([state] if state else []):
            return True


@claim("SO_LINGER", "Off: it returns at once and the kernel goes on", "Off: it returns at once, and the kernel goes on "
                                                                     "delivering them")
def _():
    client, end = pair(("SO_RCVBUF", 4000))
    size = fill(client)
    client.close()
    return len(b"".join(iter(lambda: end.recv(65536), b""))) == size


@claim("SO_LINGER", "On with n seconds: it waits up to n", "On with n seconds: it waits until they are acknowledged or "
                                                           "n seconds have passed")
def _():
    client, end = pair(("SO_RCVBUF", 4000))
    put(client, "SO_LINGER", struct.pack("ii", 1, 1))
    fill(client)
    begun = time.monotonic()
    # even though it is non-blocking: no less than the second, nor an error
    client.close()
    late = time.monotonic() - begun
    client, end = pair(("SO_RCVBUF", 4000))
    put(client, "SO_LINGER", struct.pack("ii", 1, 600))
    fill(client)
    reader = threading.Thread(target=lambda: [None for _ in iter(lambda: end.recv(65536), b"")])
    reader.start()
    client.close()
    reader.join()
    return late > 0.9


@claim("SO_LINGER", "A process that ends without close() does not wait")
def _():
    pid = os.fork()
    if pid == 0:
        client, end = pair(("SO_RCVBUF", 4000))
        put(client, "SO_LINGER", struct.pack("ii", 1, 600))
        fill(client)
        os._exit(0)
    # the guard of the experiment would end a wait of ten minutes
    return os.waitpid(pid, 0)[1] == 0


@claim("SO_LINGER", "On with 0: the connection is aborted with RST, without TIME_WAIT", "the peer reads ECONNRESET and "
                                                                                       "no TIME_WAIT is left")
def _():
    client, end = pair()
    port = client.getsockname()[1]
    put(client, "SO_LINGER", struct.pack("ii", 1, 0))
    client.close()
    return refused(end.recv, 1) == "ECONNRESET" and wait_state(port, "")


@claim("SO_LINGER", "what was not sent is thrown away")
def _():
    client, end = pair(("SO_RCVBUF", 4000))
    size = fill(client)
    put(client, "SO_LINGER", struct.pack("ii", 1, 0))
    client.close()
    came = 0
    try:
        while True:
            came += len(end.recv(65536))
    except ConnectionResetError:
        return came < size


@claim("SO_LINGER", "on Linux it does not")
def _():
    client, end = pair(("SO_RCVBUF", 4000))
    put(client, "SO_LINGER", struct.pack("ii", 1, 600))
    fill(client)
    client.setblocking(True)
    client.shutdown(socket.SHUT_WR)
    # it is back: the guard would have ended a wait of ten minutes. And so that close does not wait either:
    put(client, "SO_LINGER", struct.pack("ii", 1, 0))
    return True


@claim("SO_LINGER", "call shutdown(SHUT_WR) and read until the end")
def _():
    client, end = pair(("SO_RCVBUF", 4000))
    size = fill(client)
    client.setblocking(True)
    got_all = []

    def serve():
        got_all.append(len(b"".join(iter(lambda: end.recv(65536), b""))))
        end.close()
    thread = threading.Thread(target=serve)
    thread.start()
    client.shutdown(socket.SHUT_WR)
    return client.recv(1) == b"" and got_all == [size]


@claim("SO_BSDCOMPAT", "Accepted and ignored: it always reads 0")
def _():
    return kept(fresh("udp"), "SO_BSDCOMPAT", 1) == 0


@claim("SO_REUSEPORT", "spreads connections or datagrams among them by a hash", "so that a client's datagrams go to the "
       "same socket while the set does not change")
def _():
    group = [fresh("udp") for _ in range(2)]
    for s in group:
        put(s, "SO_REUSEPORT", 1)
        s.bind(group[0].getsockname() if s is not group[0] else (LO, 0))
    seen = set()
    for _ in range(64):
        client = udp()
        for _ in range(3):
            client.sendto(b"x", group[0].getsockname())
        here = []
        for i, s in enumerate(group):
            while readable(s):
                s.recv(9)
                here.append(i)
        if here != [here[0]] * 3:
            return False
        seen.add(here[0])
    return seen == {0, 1}


@claim("SO_REUSEPORT", "Several sockets, each with its queue, on the same address and port", "it does not look at who "
                                                                                            "is busy")
def _():
    first = listener(("SO_REUSEPORT", 1), backlog=100)
    second = fresh("tcp")
    put(second, "SO_REUSEPORT", 1)
    second.bind(first.getsockname())
    second.listen(100)
    # kept, so that none is closed
    clients = [socket.create_connection(first.getsockname()) for _ in range(64)]
    # nobody accepts, and both queues fill
    return readable(first) and readable(second)


@claim("SO_REUSEPORT", "All must set it before bind", "else EADDRINUSE", root=True)
def _():
    first, second = fresh("udp"), fresh("udp")
    put(second, "SO_REUSEPORT", 1)
    first.bind((LO, 0))
    without = refused(second.bind, first.getsockname())
    group = fresh("udp")
    put(group, "SO_REUSEPORT", 1)
    group.bind((LO, 0))

    def other_user():
        s = fresh("udp")
        put(s, "SO_REUSEPORT", 1)
        return refused(s.bind, group.getsockname())
    return without == "EADDRINUSE" == as_nobody(other_user) and other_user() is None


@claim("SO_REUSEPORT", "When a listener closes, the connections in its queue are reset", root=True)
def _():
    def resets(migrate):
        own_network()
        sysctl("net.ipv4.tcp_migrate_req", migrate)
        first = listener(("SO_REUSEPORT", 1), backlog=100)
        second = fresh("tcp")
        put(second, "SO_REUSEPORT", 1)
        second.bind(first.getsockname())
        second.listen(100)
        clients = [socket.create_connection(first.getsockname()) for _ in range(32)]
        first.close()
        return any(refused(c.recv, 1) == "ECONNRESET" for c in clients if poll(c, select.POLLIN))
    return in_child(lambda: resets(0)) and not in_child(lambda: resets(1))


@claim("SO_REUSEPORT", "Set by the old listener and by the new one, it also lets a server start again over connections "
                       "in TIME_WAIT, as SO_REUSEADDR on both does; one of each does not")
def _():
    both = "SO_REUSEPORT", "SO_REUSEADDR"
    return restarts(both[0], both[0]) and not restarts(*both) and not restarts(*reversed(both))


def unix_pair(option, value=1, kind=socket.SOCK_DGRAM):
    a, b = socket.socketpair(socket.AF_UNIX, kind)
    put(b, option, value)
    return a, b


@claim("SO_PASSCRED", "each message brings the pid, uid and gid of its sender in a control message",
       "SCM_CREDENTIALS with pid, uid and gid", root=True)
def _():
    a, b = unix_pair("SO_PASSCRED")
    pid = as_nobody(lambda: [a.send(b"x"), os.getpid()][1])
    return struct.unpack("3i", controls(b)[1][SOL, 2]) == (pid, NOBODY, NOBODY)


@claim("SO_PASSCRED", "only a privileged sender can claim others", root=True)
def _():
    a, b = unix_pair("SO_PASSCRED")
    claimed = [(SOL, 2, struct.pack("3i", os.getpid(), 7, 7))]
    plain = as_nobody(lambda: refused(a.sendmsg, [b"x"], claimed))
    a.sendmsg([b"x"], claimed)
    return plain == "EPERM" and struct.unpack("3i", controls(b)[1][SOL, 2]) == (os.getpid(), 7, 7)


@claim("SO_PASSCRED", "what was already waiting says pid 0 and the uid of kernel.overflowuid")
def _():
    a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    a.send(b"x")
    put(b, "SO_PASSCRED", 1)
    return struct.unpack("3i", controls(b)[1][SOL, 2])[:2] == (0, int(sysctl("kernel.overflowuid")))


def unix_listener():
    """A listening UNIX stream and its name."""
    server = fresh("unix")
    name = "\0" + os.urandom(8).hex()
    server.bind(name)
    server.listen()
    return server, name


@claim("SO_PEERCRED", "pid, uid and gid of the process at the other end when it connected", "as they were at connect() "
       "(or at listen(), when the client asks about the server), not as they are now", root=True)
def _():
    server, name = unix_listener()

    def client():
        s = fresh("unix")
        s.connect(name)
        # what its server was when it listened
        return os.getpid(), struct.unpack("3i", got(s, "SO_PEERCRED", 12))
    pid, of_server = as_nobody(client)
    end = server.accept()[0]
    become(NOBODY)
    return struct.unpack("3i", got(end, "SO_PEERCRED", 12)) == (pid, NOBODY, NOBODY) and of_server == [
        os.getpid(), 0, 0]


@claim("SO_PEERCRED", "other sockets answer pid 0, uid -1, gid -1", "TCP among them, answer pid 0 and uid -1 without "
                                                                   "an error")
def _():
    return struct.unpack("3i", got(fresh("tcp"), "SO_PEERCRED", 12)) == (0, -1, -1)


@claim("SO_PEERCRED", "that process may have ended")
def _():
    server, name = unix_listener()

    def client():
        s = fresh("unix")
        s.connect(name)
        return os.getpid()
    pid = in_child(client)
    return struct.unpack("3i", got(server.accept()[0], "SO_PEERCRED", 12))[0] == pid and not os.path.exists(
        f"/proc/{pid}")


def late_recv(family=socket.AF_INET, flags=0):
    """What a recv that began with 5 of 10 bytes returns; the other five come, and later five more."""
    client, end = pair() if family == socket.AF_INET else socket.socketpair()
    put(end, "SO_RCVLOWAT", 10)
    client.send(b"12345")
    while waiting(end) < 5:
        pass
    got_it = []
    reader = threading.Thread(target=lambda: got_it.append(end.recv(1024, flags)))
    reader.start()
    # it takes the five and sleeps: then none of them waits
    while waiting(end) > 0:
        pass
    client.send(b"67890")
    # time to wake, if it did
    reader.join(0.3)
    client.send(b"abcde")
    reader.join()
    return got_it[0]


@claim("SO_RCVLOWAT", "a recv that finds fewer takes them and then sleeps until as many again are waiting")
def _():
    return late_recv() == b"1234567890abcde"


@claim("SO_RCVLOWAT", "Wait with poll first", "poll calls a TCP socket readable", "In TCP poll and select respect it "
       "too; UNIX streams respect it in recv but not in poll, and UDP accepts it and ignores it", "How many bytes must "
                                                                                               "be waiting")
def _():
    client, end = pair()
    put(end, "SO_RCVLOWAT", 10)
    client.send(b"12345")
    while waiting(end) < 5:
        pass
    early = readable(end)
    client.send(b"67890")
    wait_readable(end)
    whole = end.recv(1024)
    a, b = socket.socketpair()
    put(b, "SO_RCVLOWAT", 10)
    a.send(b"12345")
    unix_early = readable(b)
    a.shutdown(socket.SHUT_WR)
    receiver = udp()
    put(receiver, "SO_RCVLOWAT", 10)
    fresh("udp").sendto(b"x", receiver.getsockname())
    c, d = socket.socketpair()
    put(d, "SO_RCVLOWAT", 10)
    put(d, "SO_RCVTIMEO", struct.pack("qq", 0, 100000))
    c.send(b"12345")
    parts = []
    thread = threading.Thread(target=lambda: parts.append(late(d)))
    thread.start()
    thread.join()
    return not early and whole == b"1234567890" and unix_early and readable(receiver) and receiver.recv(
        9) == b"x" and parts == [b"12345"]


def late(s):
    return s.recv(1024)


@claim("SO_RCVLOWAT", "the end of the stream, an error or SO_RCVTIMEO return with fewer")
def _():
    client, end = pair()
    put(end, "SO_RCVLOWAT", 10)
    put(end, "SO_RCVTIMEO", struct.pack("qq", 0, 50000))
    client.send(b"12345")
    by_time = end.recv(1024)
    put(end, "SO_RCVTIMEO", struct.pack("qq", 0, 0))
    client.send(b"123")
    client.close()
    by_end = end.recv(1024)
    return by_time == b"12345" and by_end == b"123"


@claim("SO_RCVLOWAT", "0 becomes 1, and TCP clamps it to half of the largest receive buffer",
       "0 counts as 1, and TCP takes at most half of the largest receive buffer")
def _():
    s = fresh("tcp")
    least = kept(s, "SO_RCVLOWAT", 0)
    return least == 1 and kept(s, "SO_RCVLOWAT", 2**31 - 1) == int(sysctl("net.ipv4.tcp_rmem").split()[2]) // 2


@claim("SO_SNDLOWAT", "always 1 and setting it fails with ENOPROTOOPT", "Linux always answers 1 and refuses to set it")
def _():
    s = fresh("tcp")
    return got(s, "SO_SNDLOWAT") == 1 and put_refused(s, "SO_SNDLOWAT", 2) == "ENOPROTOOPT"


@claim("SO_SNDLOWAT", "TCP_NOTSENT_LOWAT does better: writable only while little is waiting to be sent")
@claim("TCP_NOTSENT_LOWAT", "above which poll does not call the socket writable")
def _():
    def unsent(*options):
        client, end = pair(("SO_RCVBUF", 4000), client=options)
        client.setblocking(False)
        sent = 0
        while writable(client) and sent < 1 << 20:
            sent += client.send(bytes(4096))
        return sent
    return unsent(("TCP_NOTSENT_LOWAT", 1)) < 30000 < unsent()


@claim("SO_RCVTIMEO", "an int is EINVAL, and a negative time makes every call fail at once", "before it fails with "
       "EAGAIN; the socket can go on being used", "before failing with EAGAIN; 0 means for ever")
def _():
    client, end = pair()
    wrong = put_refused(end, "SO_RCVTIMEO", 1)
    put(end, "SO_RCVTIMEO", struct.pack("qq", -1, 0))
    at_once = refused(end.recv, 1)
    put(end, "SO_RCVTIMEO", struct.pack("qq", 0, 20000))
    late_one = refused(end.recv, 1)
    client.send(b"x")
    server = listener(("SO_RCVTIMEO", struct.pack("qq", 0, 20000)))
    return (wrong, at_once, late_one) == ("EINVAL", "EAGAIN", "EAGAIN") and end.recv(9) == b"x" and refused(
        server.accept) == "EAGAIN" and got(fresh("tcp"), "SO_RCVTIMEO", 16) == bytes(16)


@claim("SO_RCVTIMEO", "Being rounded to the tick of the kernel, it may read back a little longer")
def _():
    s = fresh("tcp")
    put(s, "SO_RCVTIMEO", struct.pack("qq", 1, 1))
    seconds, micros = struct.unpack("qq", got(s, "SO_RCVTIMEO", 16))
    return seconds == 1 and 1 < micros <= 10000


@claim("SO_RCVTIMEO", "It counts per call and not per message")
def _():
    client, end = pair()
    put(end, "SO_RCVTIMEO", struct.pack("qq", 600, 0))
    came = b""
    # each recv has its own time: only calls count, of which each returns a byte
    for byte in b"abc":
        client.send(bytes([byte]))
        came += end.recv(1)
    return came == b"abc" and got(end, "SO_RCVTIMEO", 16) == struct.pack("qq", 600, 0)


@claim("SO_RCVTIMEO", "poll and select ignore it", "Non-blocking calls and poll ignore it")
def _():
    client, end = pair()
    put(end, "SO_RCVTIMEO", struct.pack("qq", 0, 1))
    begun = time.monotonic()
    select.select([end], [], [], 0.2)
    waited = time.monotonic() - begun
    put(end, "SO_RCVTIMEO", struct.pack("qq", 600, 0))
    end.setblocking(False)
    return waited > 0.19 and refused(end.recv, 1) == "EAGAIN"


@claim("SO_RCVTIMEO", "Connections that accept returns inherit it")
def _():
    value = struct.pack("qq", 2, 0)
    return got(pair(("SO_RCVTIMEO", value))[1], "SO_RCVTIMEO", 16) == value


@claim("SO_SNDTIMEO", "How long a blocking send waits before failing with EAGAIN, having perhaps sent a part; connect "
       "fails with EINPROGRESS", "send() returns how much it took, or EAGAIN if nothing", root=True)
@claim("SO_SNDTIMEO", "connect() then fails with EINPROGRESS, not ETIMEDOUT, and the attempt goes on", root=True)
def _():
    client, end = pair(client=[("SO_SNDTIMEO", struct.pack("qq", 0, 100000))])
    part = client.send(bytes(1 << 25))
    nothing = refused(client.send, b"x")
    while nothing is None:
        nothing = refused(client.send, b"x")
    tool("nft", "add table t; add chain t c { type filter hook input priority 0; tcp flags syn drop; }")
    s, server = fresh("tcp"), listener()
    put(s, "SO_SNDTIMEO", struct.pack("qq", 0, 20000))
    late_one = refused(s.connect, server.getsockname())
    tool("nft", "flush ruleset")
    # the SYN is sent again
    poll(s, select.POLLOUT, -1)
    return 0 < part < 1 << 25 and nothing == "EAGAIN" and late_one == "EINPROGRESS" and got(s, "SO_ERROR") == 0 and \
        s.getpeername() == server.getsockname()


@claim("SO_SNDTIMEO", "0 means for ever", "send() ends when the kernel has the data, not when the peer does")
def _():
    client, end = pair()
    # nobody reads
    return got(client, "SO_SNDTIMEO", 16) == bytes(16) and client.send(b"x") == 1 and put_refused(
        client, "SO_SNDTIMEO", 1) == "EINVAL"


@claim("SO_BINDTODEVICE", "ENODEV if there is none of that name")
def _():
    return put_refused(fresh("udp"), "SO_BINDTODEVICE", b"nonesuch") == "ENODEV"


@claim("SO_BINDTODEVICE", "changing it once set needs privilege", "Since Linux 5.7 anybody may tie a socket that is not "
       "tied yet; to change or undo it takes CAP_NET_RAW (EPERM)", "The empty name unties it", "an empty name unties",
       root=True)
def _():
    def plain():
        s = fresh("udp")
        return [put_refused(s, "SO_BINDTODEVICE", name) for name in (b"lo", b"lo", b"")]
    s = fresh("udp")
    put(s, "SO_BINDTODEVICE", b"lo")
    tied = got(s, "SO_BINDTODEVICE", 16)
    put(s, "SO_BINDTODEVICE", b"")
    return as_nobody(plain) == [None, "EPERM", "EPERM"] and tied == b"lo\0" and got(s, "SO_BINDTODEVICE", 16) == b""


@claim("SO_BINDTODEVICE", "it receives only from it and sends only through it", "The socket then receives only what "
       "comes in through that interface and sends only through it", "bind() fixes the address and leaves the way out "
                                                                  "to the routing table", root=True)
def _():
    first, second = Net(), Net()
    link(None, first, 1)
    link(None, second, 2, "near2", "far2")
    tied, addressed = udp(address="0.0.0.0"), udp(address="10.0.1.1")
    put(tied, "SO_BINDTODEVICE", b"near")
    with first.inside():
        one = fresh("udp")
    with second.inside():
        two = fresh("udp")
        ip("route add 10.0.1.0/24 via 10.0.2.1")
    port = tied.getsockname()[1]
    two.sendto(b"two", ("10.0.2.1", port))
    one.sendto(b"one", ("10.0.1.1", port))
    frames = sniffer("near"), sniffer("near2")
    # to a neighbour at the other cable: tied asks for him at its own
    tied.sendto(b"x", ("10.0.2.2", 9))
    only = [len(list(all_frames(s))) > 0 for s in frames]
    addressed.sendto(b"y", ("10.0.2.2", 9))
    route = [any(f.endswith(b"y") for f in all_frames(s)) for s in frames]
    return tied.recv(9) == b"one" and not readable(tied) and only == [True, False] and route == [False, True]


@claim("SO_ATTACH_FILTER", "returns how many bytes to keep: 0 drops it", "decides which packets reach the socket")
@claim("SO_ATTACH_FILTER", "UDP and UNIX sockets need no privilege for it", root=True)
def _():
    receiver = udp()
    attach(receiver, returns(8 + 2))
    fresh("udp").sendto(b"abcdef", receiver.getsockname())
    short = receiver.recv(9)
    attach(receiver, returns(0))
    fresh("udp").sendto(b"abcdef", receiver.getsockname())
    dropped = not readable(receiver)
    plain = as_nobody(lambda: [refused(attach, fresh(kind), returns(1)) for kind in ("udp", "unix", "unix datagram")])
    tcp = as_nobody(lambda: refused(attach, fresh("tcp"), returns(1)))
    recent = tuple(map(int, os.uname().release.split(".")[:2])) >= (6, 18)
    return short == b"ab" and dropped and plain == [None] * 3 and (tcp == "EPERM" or not recent)


@claim("SO_ATTACH_FILTER", "What byte 0 is depends on the socket", root=True)
def _():
    def first_byte(s, send, value):
        attach(s, filter_program((0x30, 0, 0, 0), (0x15, 0, 1, value), (6, 0, 0, 0xffff), (6, 0, 0, 0)))
        send()
        return readable(s)
    # the port 0x1234 begins with 0x12; an IPv4 header with 0x45; the link header of lo with 0
    sender = fresh("udp")
    sender.bind((LO, 0x1234))
    receiver, raw, packet = udp(), fresh("rawudp"), sniffer("lo")

    def send():
        sender.sendto(b"x", receiver.getsockname())
    return first_byte(receiver, send, 0x12) and first_byte(raw, send, 0x45) and first_byte(packet, send, 0) and not \
        first_byte(udp(), send, 0x45)


@claim("SO_ATTACH_FILTER", "What is already in the queue stays")
def _():
    receiver = udp()
    fresh("udp").sendto(b"abc", receiver.getsockname())
    attach(receiver, returns(0))
    return receiver.recv(9) == b"abc"


@claim("SO_ATTACH_FILTER", "In TCP a dropped segment is never acknowledged, and the connection stalls", root=True)
def _():
    client, end = pair()
    attach(end, returns(0))
    client.send(b"x")
    # sent again, and still not acknowledged
    while True:
        info = got(client, "TCP_INFO", 256)
        if struct.unpack_from("I", info, 100)[0] >= 2:
            return struct.unpack_from("I", info, 24)[0] == 1 and not readable(end)


@claim("SO_DETACH_FILTER", "Removes the BPF program from the socket; the value is ignored", "ENOENT if there is none, "
                                                                                          "EPERM if SO_LOCK_FILTER")
@claim("SO_LOCK_FILTER", "Forbids changing or removing the BPF program of the socket", "setting 0 afterwards gives "
                                                                                      "EPERM")
def _():
    s = udp()
    none = put_refused(s, "SO_DETACH_FILTER", 1)
    attach(s, returns(0))
    put(s, "SO_DETACH_FILTER", 12345)
    fresh("udp").sendto(b"x", s.getsockname())
    came = s.recv(9)
    attach(s, returns(0))
    put(s, "SO_LOCK_FILTER", 1)
    return none == "ENOENT" and came == b"x" and put_refused(s, "SO_DETACH_FILTER", 1) == "EPERM" == refused(
        attach, s, returns(1)) == put_refused(s, "SO_LOCK_FILTER", 0)


# mov r0, NUMBER; exit
def extended(number):
    return bpf((0xb7, 0, 0, number), (0x95, 0, 0, 0))


@claim("SO_ATTACH_BPF", "Attaches an extended BPF program", root=True)
@claim("SO_DETACH_BPF", "removes classic and extended BPF programs alike", root=True)
def _():
    s = udp()
    put(s, "SO_ATTACH_BPF", extended(0))
    fresh("udp").sendto(b"x", s.getsockname())
    dropped = not readable(s)
    put(s, "SO_DETACH_BPF", 0)
    fresh("udp").sendto(b"y", s.getsockname())
    came = s.recv(9)
    attach(s, returns(0))
    put(s, "SO_DETACH_BPF", 0)
    return dropped and came == b"y" and put_refused(s, "SO_DETACH_BPF", 0) == "ENOENT"


def group_of_two():
    group = [fresh("udp") for _ in range(2)]
    for s in group:
        put(s, "SO_REUSEPORT", 1)
        s.bind(group[0].getsockname() if s is not group[0] else (LO, 0))
    return group


def all_to(group, chosen, count=16):
    """True if what many clients send comes to the chosen one alone."""
    for _ in range(count):
        fresh("udp").sendto(b"x", group[0].getsockname())
    return [readable(s) for s in group] == [i == chosen for i in range(len(group))]


@claim("SO_ATTACH_REUSEPORT_CBPF", "picks which socket of a SO_REUSEPORT group takes each packet", "Set SO_REUSEPORT "
                                                                                                "first, or EINVAL")
@claim("SO_ATTACH_REUSEPORT_EBPF", "picks which socket of a SO_REUSEPORT group takes each packet", root=True)
@claim("SO_DETACH_REUSEPORT_BPF", "Removes the BPF program that picks sockets in a SO_REUSEPORT group", root=True)
def _():
    first = refused(attach, udp(), returns(1), "SO_ATTACH_REUSEPORT_CBPF")
    group = group_of_two()
    attach(group[0], returns(1), "SO_ATTACH_REUSEPORT_CBPF")
    classic = all_to(group, 1)
    other = group_of_two()
    put(other[0], "SO_ATTACH_REUSEPORT_EBPF", extended(1))
    by_extended = all_to(other, 1)
    put(other[0], "SO_DETACH_REUSEPORT_BPF", 77)
    for _ in range(64):
        fresh("udp").sendto(b"x", other[0].getsockname())
    return first == "EINVAL" and classic and by_extended and readable(other[0])


@claim("SO_PEERNAME", "Address of the other end, the same that getpeername gives", "ENOTCONN while the socket is not "
                                                                                  "connected")
def _():
    client, end = pair()
    port = struct.pack("!H", client.getpeername()[1])
    return got(client, "SO_PEERNAME", 16)[:8] == struct.pack("H", 2) + port + socket.inet_aton(LO) and refused(
        got, fresh("tcp"), "SO_PEERNAME", 16) == "ENOTCONN"


@claim("SO_TIMESTAMP", "the time at which the kernel received it, in microseconds", "Turning it on turns "
                                                                                   "SO_TIMESTAMPNS off")
@claim("SO_TIMESTAMPNS", "Like SO_TIMESTAMP, in nanoseconds", "Turning it on turns SO_TIMESTAMP off", "exclude each "
       "other: the last one set holds", "Each recvmsg brings a control message SCM_TIMESTAMPNS")
def _():
    before = time.time()
    micros = struct.unpack("qq", brought("SO_TIMESTAMP"))
    nanos = struct.unpack("qq", brought("SO_TIMESTAMPNS"))
    after = time.time()
    s = fresh("udp")
    put(s, "SO_TIMESTAMP", 1)
    put(s, "SO_TIMESTAMPNS", 1)
    one = got(s, "SO_TIMESTAMP"), got(s, "SO_TIMESTAMPNS")
    put(s, "SO_TIMESTAMP", 1)
    two = got(s, "SO_TIMESTAMP"), got(s, "SO_TIMESTAMPNS")
    return before - 1 < micros[0] + micros[1] / 1e6 < after + 1 and before - 1 < nanos[0] + nanos[
        1] / 1e9 < after + 1 and (one, two) == ((0, 1), (1, 0))


@claim("SO_TIMESTAMPNS", "what was already waiting gets the time of the read, unless some socket of the machine had time "
                         "stamps on")
def _():
    receiver, other = udp(), udp()
    put(other, "SO_TIMESTAMPING", 8 | 16)
    stamped(other)
    fresh("udp").sendto(b"x", receiver.getsockname())
    between = time.time_ns()
    put(receiver, "SO_TIMESTAMPNS", 1)
    seconds, nanos = struct.unpack("qq", controls(receiver)[1][OPTIONS["SO_TIMESTAMPNS"]])
    return seconds * 10**9 + nanos <= between


@claim("SO_ACCEPTCONN", "1 if the socket is listening (after listen), 0 if not", "it is 1 from listen() on, and a "
       "connection that accept returns answers 0", "1 means that accept is the next call, 0 that it can be read")
def _():
    bound = fresh("tcp")
    bound.bind((LO, 0))
    server = listener()
    client = socket.create_connection(server.getsockname())
    ends = bound, server, server.accept()[0]
    return [got(s, "SO_ACCEPTCONN") for s in ends] == [0, 1, 0]


@claim("SO_PEERSEC", "ENOPROTOOPT where no security module gives labels", "it fails with ENOPROTOOPT; with too short")
@claim("SO_PASSSEC", "it can be switched on and no message ever comes")
def _():
    a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    put(b, "SO_PASSSEC", 1)
    a.send(b"x")
    labels = os.path.exists("/sys/fs/selinux/enforce") or os.path.exists("/sys/fs/smackfs")
    return labels or (controls(b)[1] == {} and refused(got, a, "SO_PEERSEC", 99) == "ENOPROTOOPT")


@claim("SO_MARK", "for firewall rules and policy routing", "routing rules (ip rule add fwmark 7 table 100) and the "
       "firewall (meta mark 7) can decide by it", root=True)
def _():
    ip("rule add fwmark 7 table 100", "route add 10.9.9.9 dev lo table 100")
    tool("nft", "add table t; add chain t c { type filter hook output priority 0; meta mark 7 counter; }")
    s, plain = fresh("udp"), fresh("udp")
    put(s, "SO_MARK", 7)
    return refused(plain.sendto, b"x", ("10.9.9.9", 9)) == "ENETUNREACH" and refused(
        s.sendto, b"x", ("10.9.9.9", 9)) is None and "packets 1 " in tool("nft", "list", "ruleset")


@claim("SO_MARK", "Set it before connect(), which already looks up the route", root=True)
def _():
    ip("rule add fwmark 7 table 100", "route add 10.9.9.9 dev lo table 100")
    early, late_one = fresh("udp"), fresh("udp")
    put(early, "SO_MARK", 7)
    return refused(early.connect, ("10.9.9.9", 9)) is None and refused(
        late_one.connect, ("10.9.9.9", 9)) == "ENETUNREACH"


@claim("SO_MARK", "It takes CAP_NET_ADMIN or, since Linux 5.17, CAP_NET_RAW (EPERM)", root=True)
def _():
    return nobody_refused("udp", "SO_MARK", 7) == "EPERM"


@claim("SO_MARK", "do not take the mark of their packets unless net.ipv4.tcp_fwmark_accept is on", root=True)
def _():
    marks = []
    for accept in 0, 1:
        sysctl("net.ipv4.tcp_fwmark_accept", accept)
        marks.append(got(pair(client=[("SO_MARK", 7)])[1], "SO_MARK"))
    return marks == [0, 7]


def stamped(receiver):
    """The control messages of the first datagram that brings a time stamp; the first ones may lack it."""
    while True:
        fresh("udp").sendto(b"x", receiver.getsockname())
        found = controls(receiver)[1]
        if OPTIONS["SO_TIMESTAMPING"] in found and any(found[OPTIONS["SO_TIMESTAMPING"]]):
            return found[OPTIONS["SO_TIMESTAMPING"]]


@claim("SO_TIMESTAMPING", "Bits that ask for time stamps of packets received and sent", "Those of reception come with "
       "recvmsg, those of sending with MSG_ERRQUEUE; in both, three struct timespec: software, an old field, hardware",
       "Those of sent packets are read from the error queue")
def _():
    receiver = udp()
    put(receiver, "SO_TIMESTAMPING", 8 | 16)
    came = stamped(receiver)
    sender = fresh("udp")
    put(sender, "SO_TIMESTAMPING", 2 | 16)
    sender.sendto(b"x", receiver.getsockname())
    poll(sender, 0, -1)
    left = controls(sender, flags=MSG_ERRQUEUE)[1][OPTIONS["SO_TIMESTAMPING"]]
    return len(came) == len(left) == 48 and all(any(x[:16]) and not any(x[16:]) for x in (came, left))


@claim("SO_TIMESTAMPING", "without one of the latter nothing comes")
def _():
    receiver, other = udp(), udp()
    put(receiver, "SO_TIMESTAMPING", 8)
    # the kernel takes stamps by now: another socket gets them
    put(other, "SO_TIMESTAMPING", 8 | 16)
    stamped(other)
    fresh("udp").sendto(b"x", receiver.getsockname())
    return OPTIONS["SO_TIMESTAMPING"] not in controls(receiver)[1]


@claim("SO_PROTOCOL", "6 TCP, 17 UDP, 1 ICMP", "with the 0 replaced by what the kernel chose", root=True)
@claim("SO_PROTOCOL", "It is the third argument of socket(), resolved", "It tells TCP from SCTP or Multipath TCP, which "
       "SO_TYPE calls streams all the same, and what a raw socket receives", "UNIX sockets answer 0", root=True)
def _():
    kinds = "tcp", "udp", "raw", "mptcp", "rawudp", "unix"
    return [got(fresh(kind), "SO_PROTOCOL") for kind in kinds] == [6, 17, 1, 262, 17, 0] and got(
        fresh("mptcp"), "SO_TYPE") == got(fresh("tcp"), "SO_TYPE")


@claim("SO_DOMAIN", "IPv4, IPv6, UNIX", "It is the first argument of socket()", "Gives back the first argument of "
       "socket(): AF_INET, AF_INET6, AF_UNIX", "AF_INET6 is 10 on Linux")
def _():
    return [got(fresh(kind), "SO_DOMAIN") for kind in ("udp", "udp6", "unix")] == [2, 10, 1] and socket.AF_INET6 == 10


@claim("SO_DOMAIN", "Python's socket.socket(fileno=n) does just that")
def _():
    s = fresh("udp6")
    asked = socket.socket(fileno=s.detach())
    return (asked.family, asked.type, asked.proto) == (socket.AF_INET6, socket.SOCK_DGRAM, 17)


@claim("SO_RXQ_OVFL", "how many the socket has dropped so far for lack of room in the receive buffer; none while that "
                      "is 0")
def _():
    s = udp()
    put(s, "SO_RXQ_OVFL", 1)
    put(s, "SO_RCVBUF", 3000)
    for _ in range(30):
        fresh("udp").sendto(bytes(1000), s.getsockname())
    first, came = controls(s)[1], 1
    while readable(s):
        controls(s)
        came += 1
    fresh("udp").sendto(b"x", s.getsockname())
    return first == {} and struct.unpack("I", controls(s)[1][OPTIONS["SO_RXQ_OVFL"]])[0] == 30 - came


@claim("SO_PEEK_OFF", "Byte at which a receive with MSG_PEEK begins; it moves forward with each peek", "-1: always from "
       "the start", "UNIX, and in recent kernels TCP and UDP; EOPNOTSUPP on raw sockets", root=True)
def _():
    def peeks(sender, end):
        sender.send(b"abcdef")
        while waiting(end) < 6:
            pass
        put(end, "SO_PEEK_OFF", 1)
        moving = [end.recv(2, socket.MSG_PEEK) for _ in range(2)]
        put(end, "SO_PEEK_OFF", -1)
        return moving + [end.recv(2, socket.MSG_PEEK) for _ in range(2)]
    receiver, sender = udp(), fresh("udp")
    sender.connect(receiver.getsockname())
    all_of_them = [peeks(*socket.socketpair()), peeks(*pair()), peeks(sender, receiver)]
    return all_of_them == [[b"bc", b"de", b"ab", b"ab"]] * 3 and put_refused(fresh("raw"), "SO_PEEK_OFF", 1) == "EOPNOTSUPP"


@claim("SO_NOFCS", "Other sockets accept it and ignore it")
def _():
    s, end = udp(), udp()
    put(s, "SO_NOFCS", 1)
    s.sendto(b"abcdefgh", end.getsockname())
    return end.recv(99) == b"abcdefgh"


@claim("SO_SELECT_ERR_QUEUE", "Makes poll show messages of the error queue as POLLPRI too", "they always show as "
                                                                                          "POLLERR")
def _():
    def shown(option):
        s = udp()
        put(s, "IP_RECVERR", 1)
        put(s, "SO_SELECT_ERR_QUEUE", option)
        s.sendto(b"x", closed_port().getsockname())
        return poll(s, select.POLLPRI) & (select.POLLPRI | select.POLLERR)
    return shown(0) == select.POLLERR and shown(1) == select.POLLERR | select.POLLPRI


@claim("SO_MAX_PACING_RATE", "TCP paces by itself", "Upper bound in bytes per second at which packets leave")
def _():
    # the whole of it would be there at once: at 1 MB/s it takes no less than some tenths of a second
    def seconds(*options):
        # the first ten segments leave at once: small ones
        client, end = pair(client=(("TCP_MAXSEG", 1000), *options))
        begun = time.monotonic()
        # while it is read: the buffers of both ends may be too small for all of it
        threading.Thread(target=lambda: (client.sendall(bytes(400000)), client.close())).start()
        size = len(b"".join(iter(lambda: end.recv(65536), b"")))
        return time.monotonic() - begun if size == 400000 else 0
    return seconds(("SO_MAX_PACING_RATE", 1000000)) > 0.25


@claim("SO_MAX_PACING_RATE", "All ones means no limit")
def _():
    return got(fresh("tcp"), "SO_MAX_PACING_RATE", 8) == b"\xff" * 8


@claim("SO_BPF_EXTENSIONS", "Number of BPF extensions that the kernel knows")
def _():
    # SKF_AD_MAX of linux/filter.h
    header = [line.split() for line in open("/usr/include/linux/filter.h")]
    return got(fresh("udp"), "SO_BPF_EXTENSIONS") >= int(next(w[2] for w in header if w[1:2] == ["SKF_AD_MAX"]))


@claim("SO_INCOMING_CPU", "Processor that handled the last packet of a connected socket", "-1 if none came yet; listeners "
                          "and unconnected UDP sockets always read -1")
def _():
    os.sched_setaffinity(0, {0})
    sender, open_one, connected = udp(), udp(), udp()
    connected.connect(sender.getsockname())
    first = got(connected, "SO_INCOMING_CPU")
    for s in open_one, connected:
        sender.sendto(b"x", s.getsockname())
        s.recv(9)
    server = listener()
    client = socket.create_connection(server.getsockname())
    return first == -1 and [got(s, "SO_INCOMING_CPU") for s in (open_one, server, connected, server.accept()[0])] == [
        -1, -1, 0, 0]


@claim("SO_INCOMING_CPU", "it says which processor each one prefers", "packets that come in on that CPU go first to the "
                                                                    "socket with its number")
def _():
    os.sched_setaffinity(0, {0})
    group = group_of_two()
    put(group[1], "SO_INCOMING_CPU", 0)
    put(group[0], "SO_INCOMING_CPU", 1)
    return all_to(group, 1)


@claim("SO_INCOMING_CPU", "The kernel does not check that such a CPU exists")
def _():
    return kept(fresh("udp"), "SO_INCOMING_CPU", 12345) == 12345


@claim("SO_CNX_ADVICE", "Other values are accepted and ignored")
def _():
    return [put_refused(fresh("tcp"), "SO_CNX_ADVICE", value) for value in (0, 1, 2, 77)] == [None] * 4


@claim("SO_MEMINFO", "queued and limit for receiving and sending, backlog, drops")
def _():
    s = udp()
    for _ in range(3):
        fresh("udp").sendto(bytes(1000), s.getsockname())
    figures = struct.unpack("9I", got(s, "SO_MEMINFO", 36))
    put(s, "SO_RCVBUF", 3000)
    for _ in range(9):
        fresh("udp").sendto(bytes(1000), s.getsockname())
    later = struct.unpack("9I", got(s, "SO_MEMINFO", 36))
    return figures[0] > 3000 and figures[3] == got(s, "SO_SNDBUF") and later[1] == got(
        s, "SO_RCVBUF") and later[8] > 0


@claim("SO_MEMINFO", "It is what ss -m prints")
def _():
    s = udp()
    put(s, "SO_SNDBUF", 34567)
    line = tool("ss", "-Humna", "sport", "=", f":{s.getsockname()[1]}")
    return f"tb{struct.unpack('9I', got(s, 'SO_MEMINFO', 36))[3]}" in line


@claim("SO_INCOMING_NAPI_ID", "0 on loopback and before the first packet")
def _():
    s = udp()
    before = got(s, "SO_INCOMING_NAPI_ID")
    fresh("udp").sendto(b"x", s.getsockname())
    s.recv(9)
    return before == got(s, "SO_INCOMING_NAPI_ID") == 0


@claim("SO_COOKIE", "ss -e prints it as sk", "Number that identifies the socket in the whole system")
def _():
    a, b = udp(), udp()
    cookies = [struct.unpack("Q", got(s, "SO_COOKIE", 8))[0] for s in (a, b, a)]
    line = tool("ss", "-Hune", "-a", "sport", "=", f":{a.getsockname()[1]}")
    return cookies[0] == cookies[2] != cookies[1] and f"sk:{cookies[0]:x}" in line


@claim("SO_PEERGROUPS", "supplementary groups of the process at the other end when it connected", "ENODATA if there is "
                                                                                                "no peer", root=True)
def _():
    server, name = unix_listener()

    def client():
        become(NOBODY, [4321, 1234])
        fresh("unix").connect(name)
    in_child(client)
    end = server.accept()[0]
    return struct.unpack("2i", got(end, "SO_PEERGROUPS", 8)) == (1234, 4321) and refused(
        got, fresh("unix"), "SO_PEERGROUPS", 8) == "ENODATA"


@claim("SO_ZEROCOPY", "the end of each one is announced on the error queue", "EOPNOTSUPP on raw and UNIX sockets",
       root=True)
def _():
    client, end = pair()
    put(client, "SO_ZEROCOPY", 1)
    client.send(bytes(20000), MSG_ZEROCOPY)
    end.recv(20000, socket.MSG_WAITALL)
    poll(client, 0, -1)
    # struct sock_extended_err: ee_origin 5 is SO_EE_ORIGIN_ZEROCOPY
    told = controls(client, flags=MSG_ERRQUEUE)[1][IP, 11]
    return told[4] == 5 and {put_refused(fresh(kind), "SO_ZEROCOPY", 1) for kind in ("raw", "unix")} == {"EOPNOTSUPP"}


@claim("SO_BINDTOIFINDEX", "SO_BINDTODEVICE by interface number; 0 unties", "a number that does not exist is accepted",
       root=True)
def _():
    s = fresh("udp")
    put(s, "SO_BINDTOIFINDEX", 1)
    name = got(s, "SO_BINDTODEVICE", 16)
    put(s, "SO_BINDTOIFINDEX", 0)
    return name == b"lo\0" and got(s, "SO_BINDTODEVICE", 16) == b"" and kept(s, "SO_BINDTOIFINDEX", 54321) == 54321


@claim("SO_BUSY_POLL_BUDGET", "from 0 to 65535", root=True)
def _():
    s = fresh("tcp")
    return [put_refused(s, "SO_BUSY_POLL_BUDGET", n) for n in (0, 65535, 65536, -1)] == [None, None, "EINVAL", "EINVAL"]


@claim("SO_NETNS_COOKIE", "Number of the network namespace to which the socket belongs", "the buffer must be of exactly "
                                                                                       "8 bytes", root=True)
def _():
    a, b = fresh("tcp"), fresh("udp")
    here = got(a, "SO_NETNS_COOKIE", 8)
    own_network()
    return got(b, "SO_NETNS_COOKIE", 8) == here != got(fresh("udp"), "SO_NETNS_COOKIE", 8) and [
        refused(got, a, "SO_NETNS_COOKIE", n) for n in (4, 8, 16)] == ["EINVAL", None, "EINVAL"]


@claim("SO_BUF_LOCK", "1 send, 2 receive", "SO_SNDBUF and SO_RCVBUF turn them on; here they can be turned off")
def _():
    s = fresh("tcp")
    values = [got(s, "SO_BUF_LOCK")]
    put(s, "SO_SNDBUF", 9000)
    values.append(got(s, "SO_BUF_LOCK"))
    put(s, "SO_RCVBUF", 9000)
    values.append(got(s, "SO_BUF_LOCK"))
    return values == [0, 1, 3] and kept(s, "SO_BUF_LOCK", 0) == 0


@claim("SO_TXREHASH", "EOPNOTSUPP outside TCP", "1 yes, 0 no, -1 what the system says")
def _():
    s = fresh("tcp")
    values = [put_refused(s, "SO_TXREHASH", n) for n in (1, 0, -1, 2, -2)]
    return values == [None] * 3 + ["EINVAL"] * 2 and put_refused(fresh("udp"), "SO_TXREHASH", 1) == "EOPNOTSUPP"


@claim("SO_RCVMARK", "Each datagram brings its firewall mark (SO_MARK)", root=True)
def _():
    return struct.unpack("I", brought("SO_RCVMARK", (SOL, 36), before=lambda s: put(s, "SO_MARK", 7)))[0] == 7


@claim("SO_RCVPRIORITY", "Each datagram brings its priority (SO_PRIORITY)")
def _():
    return struct.unpack("I", brought("SO_RCVPRIORITY", (SOL, 12), before=lambda s: put(s, "SO_PRIORITY", 5)))[0] == 5


@claim("SO_PASSPIDFD", "each message brings a process descriptor (pidfd) of its sender")
def _():
    a, b = unix_pair("SO_PASSPIDFD")
    a.send(b"x")
    descriptor = struct.unpack("i", controls(b)[1][SOL, 4])[0]
    return f"Pid:\t{os.getpid()}\n" in open(f"/proc/self/fdinfo/{descriptor}").read()


@claim("SO_PEERPIDFD", "opens a process descriptor (pidfd) of the other end", "Each read opens a new one, to be closed",
       "ENODATA if there is no peer")
def _():
    a, b = socket.socketpair()
    one, two = got(a, "SO_PEERPIDFD"), got(a, "SO_PEERPIDFD")
    return one != two and f"Pid:\t{os.getpid()}\n" in open(f"/proc/self/fdinfo/{one}").read() and refused(
        got, fresh("unix"), "SO_PEERPIDFD") == "ENODATA"


@claim("SO_PASSRIGHTS", "accept file descriptors sent by the other end; 0 refuses them")
def _():
    def sent(value):
        a, b = unix_pair("SO_PASSRIGHTS", value)
        why = refused(socket.send_fds, a, [b"x"], [0])
        return why or (SOL, 1) in controls(b)[1]
    return sent(1) is True and sent(0) == "EPERM"


@claim("SO_INQ", "how many bytes remain waiting")
def _():
    a, b = unix_pair("SO_INQ", kind=socket.SOCK_STREAM)
    a.send(b"abcdef")
    return struct.unpack("i", controls(b, 2)[1][OPTIONS["SO_INQ"]])[0] == 4


SIZE, LEAST, MOST = ("SO_VM_SOCKETS_BUFFER_" + x for x in ("SIZE", "MIN_SIZE", "MAX_SIZE"))


@claim(SIZE, "Without an error it is cut to the limits", "from C an int is EINVAL", "its level is AF_VSOCK")
@claim(LEAST, "smaller requests become this value without an error, and raising it above the present size raises that "
              "too", "64 bits; no privilege is needed", "Smallest buffer size allowed", root=True)
@claim(MOST, "greater requests become this value without an error", "the program itself sets it, without privileges",
       "Largest buffer size allowed", root=True)
def _():
    def rules():
        s = fresh("vsock")
        wide(s, LEAST, 2000), wide(s, MOST, 5000)
        small, large = wide(s, SIZE, 5), wide(s, SIZE, 2**40)
        wide(s, SIZE, 3000), wide(s, LEAST, 4000)
        raised = wide(s, SIZE)
        wide(s, LEAST, 100), wide(s, MOST, 300)
        return [small, large, raised, wide(s, SIZE), short(s, SIZE, 3000)]
    return as_nobody(rules) == [2000, 5000, 4000, 300, "EINVAL"]


@claim("SO_VM_SOCKETS_CONNECT_TIMEOUT", "2 s at first, and 0 returns to them; a negative time gives ERANGE")
@claim("SO_VM_SOCKETS_CONNECT_TIMEOUT_NEW", "with 64-bit time on every machine (year 2038)",
       "On 64-bit systems the plain name is enough")
def _():
    s = fresh("vsock")
    names = "SO_VM_SOCKETS_CONNECT_TIMEOUT", "SO_VM_SOCKETS_CONNECT_TIMEOUT_NEW"
    times = [[c_got(s, name, bytes(16)) for name in names]]
    for name in names:
        for seconds in 2**33, 0:
            c_put(s, name, struct.pack("qq", seconds, 0))
            times.append([c_got(s, name, bytes(16)) for name in names])
    return times == [[struct.pack("qq", seconds, 0)] * 2 for seconds in (2, 2**33, 2, 2**33, 2)] and {
        c_put(s, name, struct.pack("qq", -1, 0)) for name in names} == {"ERANGE"}


@claim("SO_RESERVE_MEM", "EOPNOTSUPP where sockets are not accounted in one", root=True)
def _():
    # the root cgroup accounts none
    home = pathlib.Path("/sys/fs/cgroup/cgroup.procs")
    if home.exists():
        home.write_text(str(os.getpid()))
    return put_refused(fresh("tcp"), "SO_RESERVE_MEM", 4096) == "EOPNOTSUPP"


@claim("SO_J1939_ERRQUEUE", "Where the kernel lacks can-j1939, socket() already fails")
def _():
    # CAN_J1939 is 7
    return pathlib.Path("/proc/net/j1939").exists() or refused(socket.socket, socket.AF_CAN, socket.SOCK_DGRAM, 7) in (
        "EAFNOSUPPORT", "EPROTONOSUPPORT", None)
