"""The options of IPPROTO_TCP."""
import time

from kit import *
from sol_socket import cut, wait_state

SYN = 2


def info(s, offset, kind="I"):
    """A field of struct tcp_info by its offset."""
    return struct.unpack_from(kind, got(s, "TCP_INFO", 256), offset)[0]


def segments(s):
    """TCP segments that leave and wait at a packet socket: (sequence, flags, options, data)."""
    s.setblocking(False)
    found = []
    while True:
        try:
            frame, address = s.recvfrom(65536)
        except BlockingIOError:
            return found
        if address[2] == socket.PACKET_OUTGOING and frame[12:14] == b"\x08\0" and frame[23] == 6:
            packet = frame[14:14 + struct.unpack("!H", frame[16:18])[0]]
            segment = packet[(packet[0] & 15) * 4:]
            found.append((struct.unpack("!HHI", segment[:8]), segment[13], segment[20:(segment[12] >> 4) * 4],
                          segment[(segment[12] >> 4) * 4:]))


def dropped(rule):
    """From now on the firewall drops what the rule says."""
    tool("nft", f"add table t; add chain t c {{ type filter hook input priority 0; }}; add rule t c {rule} drop")


def healed():
    tool("nft", "flush", "ruleset")


@claim("TCP_NODELAY", "small segments leave at once instead of waiting for the acknowledgement of what was sent before",
       "Nagle's algorithm keeps back a small segment while earlier data are not acknowledged", root=True)
def _():
    def leave(on):
        client, end = pair(client=[("TCP_NODELAY", on)])
        dropped("tcp flags & (syn | fin | rst) == 0")
        with sniffer("lo") as lo:
            client.send(b"a")
            client.send(b"b")
            # a busy machine may send one again
            data = {data for *_, data in segments(lo) if data}
        healed()
        return data
    return leave(1) >= {b"a", b"b"} and leave(0) == {b"a"}


@claim("TCP_NODELAY", "and the other end delays its acknowledgements")
def _():
    while True:
        client, end = pair()
        put(end, "TCP_QUICKACK", 0)
        client.send(b"a")
        while waiting(end) < 1:
            pass
        # tcpi_unacked: on a busy machine it may be acknowledged before it is looked at
        if info(client, 24) == 1:
            break
    # and then it comes after all
    while info(client, 24):
        pass
    return True


@claim("TCP_NODELAY", "no delay, and fewer packets", root=True)
def _():
    client, end = pair()
    with sniffer("lo") as lo:
        client.sendmsg([b"a", b"b"])
        end.recv(9)
        return [data for *_, data in segments(lo) if data] == [b"ab"]


@claim("TCP_NODELAY", "Setting it also sends what is waiting, even under TCP_CORK")
def _():
    client, end = pair(client=[("TCP_CORK", 1)])
    client.send(b"abc")
    early = readable(end)
    put(client, "TCP_NODELAY", 1)
    return not early and end.recv(9) == b"abc"


@claim("TCP_MAXSEG", "Largest segment to send; set before connecting, it is also announced as MSS", "From 88 to 32767; 0 "
       "returns to the default", "Connected, it reads the one in use", root=True)
def _():
    s, server = fresh("tcp"), listener()
    answers = [put_refused(s, "TCP_MAXSEG", n) for n in (87, 88, 32767, 32768, 0, 1000)]
    with sniffer("lo") as lo:
        s.connect(server.getsockname())
        syn = next(options for _, flags, options, _ in segments(lo) if flags & SYN)
    # twelve bytes of each segment are the time stamps
    return answers == ["EINVAL", None, None, "EINVAL", None, None] and syn[:4] == b"\2\4" + struct.pack(
        "!H", 1000) and got(s, "TCP_MAXSEG") == 988 and info(s, 16) == 988


@claim("TCP_CORK", "only full segments leave until it is switched off", "several writes leave together", "Holds back "
       "segments that are not full", "While it is on it prevails over TCP_NODELAY; MSG_MORE does the same for one send")
def _():
    client, end = pair(client=[("TCP_CORK", 1), ("TCP_NODELAY", 1)])
    client.send(b"head")
    client.send(b"body")
    early = readable(end)
    put(client, "TCP_CORK", 0)
    together = end.recv(9)
    client.send(b"more", MSG_MORE)
    return not early and together == b"headbody" and not readable(end) and not client.send(b"!") != 1 and end.recv(
        9) == b"more!"


@claim("TCP_CORK", "or its end waits those 200 ms", "for some 200 ms at most")
def _():
    client, end = pair(client=[("TCP_CORK", 1)])
    client.send(b"end")
    early = readable(end)
    # it comes though nobody takes the cork out
    return not early and end.recv(9) == b"end"


@claim("TCP_CORK", "without it the header would go in a segment of its own", root=True)
def _():
    def sizes(on):
        client, end = pair(client=[("TCP_CORK", on)])
        with open(__file__, "rb") as file, sniffer("lo") as lo:
            client.send(b"head")
            os.sendfile(client.fileno(), file.fileno(), 0, 3000)
            put(client, "TCP_CORK", 0)
            end.recv(3004, socket.MSG_WAITALL)
            return [len(data) for *_, data in segments(lo) if data]
    return sizes(0)[0] == 4 and sizes(1) == [3004]


def silent_network():
    """A listener whose SYN nobody answers."""
    own_network()
    server = listener()
    dropped("tcp flags syn")
    return server


@claim("TCP_SYNCNT", "How long connect goes on before it fails with ETIMEDOUT", "Since Linux 6.5 the first four repeats wait "
       "only a second each", root=True)
def _():
    server = silent_network()

    def repeats(linear):
        sysctl("net.ipv4.tcp_syn_linear_timeouts", linear)
        s = fresh("tcp")
        put(s, "TCP_SYNCNT", 1)
        with sniffer("lo") as lo:
            begun = time.monotonic()
            error = refused(s.connect, server.getsockname())
            late = time.monotonic() - begun > 2.5
            return sum(flags == SYN for _, flags, *_ in segments(lo)) - 1 if error == "ETIMEDOUT" and late else None
    one, more = repeats(0), repeats(4)
    # a machine that stands still for a second sends fewer
    while more == 1:
        more = repeats(4)
    return one == 1 and more == 2


@claim("TCP_LINGER2", "clamped to 120; 0 returns to the default of the system", root=True)
def _():
    sysctl("net.ipv4.tcp_fin_timeout", 33)
    s = fresh("tcp")
    return kept(s, "TCP_LINGER2", 1000) == 120 and kept(s, "TCP_LINGER2", 0) == 33


@claim("TCP_LINGER2", "Seconds that a closed connection may stay in FIN_WAIT_2", "negative skips that state")
def _():
    client, end = pair(client=[("TCP_LINGER2", -1)])
    port = client.getsockname()[1]
    client.close()
    gone = wait_state(port, "")
    other, end2 = pair(client=[("TCP_LINGER2", 1)])
    port = other.getsockname()[1]
    other.close()
    return gone and wait_state(port, "")


@claim("TCP_DEFER_ACCEPT", "The client notices nothing: its connect() returned at once", "accept wakes up only when the "
       "client has sent something", "accept waits for the first data instead of waking at the connection")
def _():
    server = listener(("TCP_DEFER_ACCEPT", 5))
    client = socket.create_connection(server.getsockname())
    early = readable(server)
    client.send(b"x")
    wait_readable(server)
    return not early and server.accept()[0].recv(9) == b"x"


@claim("TCP_DEFER_ACCEPT", "(2 gives 3)", "as reading it shows")
def _():
    s = fresh("tcp")
    return [kept(s, "TCP_DEFER_ACCEPT", n) for n in (1, 2, 3, 4, 7, 8)] == [1, 3, 3, 7, 7, 15]


@claim("TCP_DEFER_ACCEPT", "a client that is still there is handed over all the same")
def _():
    server = listener(("TCP_DEFER_ACCEPT", 1))
    client = socket.create_connection(server.getsockname())
    end = server.accept()[0]
    return not readable(end)


@claim("TCP_DEFER_ACCEPT", "both would wait")
def _():
    server = listener(("TCP_DEFER_ACCEPT", 100))
    client = socket.create_connection(server.getsockname())
    return not readable(server) and not readable(client)


def filled(client, end):
    """How much the kernel takes for a reader that does not read."""
    fill(client)
    return waiting(end)


@claim("TCP_WINDOW_CLAMP", "afterwards the kernel sets a bound of its own by the size of the receive buffer")
def _():
    return filled(*pair(("TCP_WINDOW_CLAMP", 3000))) > 30_000 and filled(
        *pair(("TCP_WINDOW_CLAMP", 3000), ("SO_RCVBUF", 3000))) < 6000


@claim("TCP_WINDOW_CLAMP", "Values too small are raised to a floor; 0 removes the bound, and only while not connected")
def _():
    s, end = fresh("tcp"), pair()[1]
    raised = kept(s, "TCP_WINDOW_CLAMP", 1)
    return raised > 1 and kept(s, "TCP_WINDOW_CLAMP", 0) == 0 and put_refused(end, "TCP_WINDOW_CLAMP", 0) == "EINVAL"


@claim("TCP_WINDOW_CLAMP", "Upper bound of the window announced to the peer", root=True)
def _():
    with sniffer("lo") as lo:
        s, server = fresh("tcp"), listener()
        put(s, "TCP_WINDOW_CLAMP", 3000)
        frame = sent_frame(lambda: s.connect(server.getsockname()), lambda f: f[23] == 6 and f[47] == SYN)
    return struct.unpack("!H", frame[48:50])[0] <= 3000


@claim("TCP_INFO", "State of the connection, round-trip time, congestion window, retransmissions and more: what ss -i "
       "prints", "What the kernel knows of a connection, as ss -i prints it")
def _():
    client, end = pair()
    client.send(b"x")
    line = tool("ss", "-Htin", "sport", "=", f":{client.getsockname()[1]}")
    state, rtt, cwnd, mss = info(client, 0, "B"), info(client, 68), info(client, 80), info(client, 16)
    return state == 1 and f"cwnd:{cwnd}" in line and f"mss:{mss}" in line and f"rtt:{rtt / 1000:g}/" in line


@claim("TCP_INFO", "the length returned tells how far it is filled")
def _():
    return len(got(fresh("tcp"), "TCP_INFO", 1000)) < 1000 and len(got(fresh("tcp"), "TCP_INFO", 10)) == 10


@claim("TCP_QUICKACK", "Not permanent: the kernel changes it as the connection goes", "Acknowledges at once instead of "
                                                                                    "delaying")
def _():
    client, end = pair(client=[("TCP_NODELAY", 1)])
    put(end, "TCP_QUICKACK", 1)
    for _ in range(64):
        client.send(b"x")
        end.send(end.recv(9))
        client.recv(9)
        if got(end, "TCP_QUICKACK") == 0:
            return True


@claim("TCP_CONGESTION", "Congestion control algorithm by name: reno, cubic, bbr", "ENOENT if the kernel does not have it; "
       "a plain user may choose only the allowed ones", root=True)
def _():
    s = fresh("tcp")
    put(s, "TCP_CONGESTION", b"reno")
    name = got(s, "TCP_CONGESTION", 16).rstrip(b"\0")
    restricted = set(sysctl("net.ipv4.tcp_available_congestion_control").split()) - set(
        sysctl("net.ipv4.tcp_allowed_congestion_control").split())
    plain = [nobody_refused("tcp", "TCP_CONGESTION", other.encode()) for other in restricted]
    return name == b"reno" and put_refused(s, "TCP_CONGESTION", b"nonesuch") == "ENOENT" and set(plain) <= {"EPERM"}


def md5(address, key, prefix=None):
    """struct tcp_md5sig."""
    flags, length = (1, prefix) if prefix is not None else (0, 0)
    return struct.pack("HH4s", 2, 0, socket.inet_aton(address)).ljust(128, b"\0") + struct.pack(
        "BBHI", flags, length, len(key), 0) + key.ljust(80, b"\0")


@claim("TCP_MD5SIG", "Key of the MD5 signature (RFC 2385) of the segments exchanged with one address", root=True)
@claim("TCP_MD5SIG_EXT", "Like TCP_MD5SIG, for a whole network prefix", root=True)
def _():
    answers = []
    for name, request in ("TCP_MD5SIG", lambda key: md5(LO, key)), ("TCP_MD5SIG_EXT", lambda key: md5("127.0.0.0", key, 8)):
        server = listener((name, request(b"secret")))
        good, wrong = fresh("tcp"), fresh("tcp")
        put(good, "TCP_MD5SIG", md5(LO, b"secret"))
        put(wrong, "TCP_MD5SIG", md5(LO, b"another"))
        good.connect(server.getsockname())
        wrong.setblocking(False)
        refused(wrong.connect, server.getsockname())
        # the SYN with another key is dropped: unlike the good one, which was answered while it was sent
        answers += [good.getpeername() == server.getsockname(), refused(wrong.getpeername)]
    return answers == [True, "ENOTCONN"] * 2


@claim("TCP_THIN_DUPACK", "Accepted and ignored since Linux 4.11: it always reads 0")
def _():
    return kept(fresh("tcp"), "TCP_THIN_DUPACK", 1) == 0


@claim("TCP_USER_TIMEOUT", "Milliseconds that sent data may stay without acknowledgement before the connection is broken "
       "with ETIMEDOUT", "Milliseconds that sent data may go without acknowledgement, or wait for a window that stays "
                         "closed", root=True)
def _():
    client = cut(("TCP_USER_TIMEOUT", 500))
    client.send(b"x")
    lost = refused(client.recv, 1)
    ip("link set lo up")
    client, end = pair(("SO_RCVBUF", 4000), client=[("TCP_USER_TIMEOUT", 500)])
    fill(client)
    client.setblocking(True)
    return lost == refused(client.recv, 1) == "ETIMEDOUT"


@claim("TCP_USER_TIMEOUT", "the kernel counts from the first retransmission by timeout", root=True)
def _():
    client = cut(("TCP_USER_TIMEOUT", 500))
    begun = time.monotonic()
    client.send(b"x")
    # a fifth of a second until it is sent again, and from there on; a busy machine only makes it more
    return refused(client.recv, 1) == "ETIMEDOUT" and time.monotonic() - begun > 0.65


@claim("TCP_USER_TIMEOUT", "new kernels also limit connect() by it", root=True)
def _():
    server = silent_network()
    s = fresh("tcp")
    put(s, "TCP_USER_TIMEOUT", 500)
    # otherwise it takes minutes, more than the guard permits
    return refused(s.connect, server.getsockname()) == "ETIMEDOUT"


@claim("TCP_USER_TIMEOUT", "An idle connection sends nothing and notices nothing", root=True)
def _():
    client = cut(("TCP_USER_TIMEOUT", 100))
    return poll(client, select.POLLIN, 1000) == 0


@claim("TCP_USER_TIMEOUT", "0 leaves it to the retransmissions of the system", root=True)
def _():
    sysctl("net.ipv4.tcp_retries2", 1)
    client, end = pair()
    end.detach()
    dropped("tcp flags & (syn | fin | rst) == 0")
    client.send(b"x")
    return got(client, "TCP_USER_TIMEOUT") == 0 and refused(client.recv, 1) == "ETIMEDOUT"


@claim("TCP_REPAIR", "1 begins, 0 ends with a window probe, -1 ends without it", root=True)
@claim("TCP_REPAIR_QUEUE", "queue (receive or send) on which the next operations act", "Outside it, EPERM to set and EINVAL "
                                                                                     "to read", root=True)
@claim("TCP_QUEUE_SEQ", "sequence number of the chosen queue", "It can be set only before connecting; outside the mode, "
                                                              "EINVAL", root=True)
def _():
    client, end = pair()
    outside = put_refused(client, "TCP_REPAIR_QUEUE", 1), refused(got, client, "TCP_REPAIR_QUEUE"), refused(
        got, client, "TCP_QUEUE_SEQ")
    probes, sequences = [], []
    for value in 0, -1:
        put(client, "TCP_REPAIR", 1)
        put(client, "TCP_REPAIR_QUEUE", 2)
        sequences.append(got(client, "TCP_QUEUE_SEQ"))
        connected = put_refused(client, "TCP_QUEUE_SEQ", 5)
        with sniffer("lo") as lo:
            put(client, "TCP_REPAIR", value)
            probes.append(len(segments(lo)) > 0)
        client.send(b"abc")
    fresh_one = fresh("tcp")
    put(fresh_one, "TCP_REPAIR", 1)
    put(fresh_one, "TCP_REPAIR_QUEUE", 2)
    return outside == ("EPERM", "EINVAL", "EINVAL") and probes == [True, False] and sequences[1] - sequences[
        0] == 3 and connected == "EPERM" and put_refused(fresh_one, "TCP_QUEUE_SEQ", 5) is None


@claim("TCP_REPAIR", "Freezes a connection to save it and continue it in another process or machine", root=True)
@claim("TCP_REPAIR_OPTIONS", "TCP options agreed on (MSS, window scale, SACK, timestamps) of a connection being restored",
       root=True)
def _():
    client, end = pair()
    ours, theirs = client.getsockname(), client.getpeername()
    put(client, "TCP_REPAIR", 1)
    saved = {}
    for queue in 1, 2:
        put(client, "TCP_REPAIR_QUEUE", queue)
        saved[queue] = got(client, "TCP_QUEUE_SEQ")
    clock, mss = got(client, "TCP_TIMESTAMP"), got(client, "TCP_MAXSEG")
    scales = got(client, "TCP_INFO", 16)[6]
    # closed in repair mode nothing is sent
    client.close()
    again = fresh("tcp")
    put(again, "TCP_REPAIR", 1)
    put(again, "SO_REUSEADDR", 1)
    again.bind(ours)
    for queue in 1, 2:
        put(again, "TCP_REPAIR_QUEUE", queue)
        put(again, "TCP_QUEUE_SEQ", struct.pack("i", saved[queue]))
    again.connect(theirs)
    # the peer's scale in the lower half, ours in the upper
    put(again, "TCP_REPAIR_OPTIONS", struct.pack("IIIIII", 2, mss, 3, (scales & 15) | (scales >> 4) << 16, 8, 0))
    put(again, "TCP_TIMESTAMP", clock)
    put(again, "TCP_REPAIR", 0)
    again.send(b"again")
    return end.recv(9) == b"again"


@claim("TCP_FASTOPEN", "On a connected socket: EINVAL", "EINVAL on a connected socket", "clamped to net.core.somaxconn",
       "0 turns it off")
def _():
    s = fresh("tcp")
    return put_refused(pair()[0], "TCP_FASTOPEN", 5) == "EINVAL" and kept(s, "TCP_FASTOPEN", 10**8) == int(
        sysctl("net.core.somaxconn")) and kept(s, "TCP_FASTOPEN", 0) == 0


def fast_open(server_options=(), setting=3, client_options=(), again=True, flag=0x20000000):
    """What lies in the SYN of a client that was there before, and what the server then reads."""
    own_network()
    sysctl("net.ipv4.tcp_fastopen", setting)
    server = listener(*server_options)
    found = []
    for _ in range(1 + again):
        with sniffer("lo") as lo:
            client = fresh("tcp")
            for option in client_options:
                put(client, *option)
            if flag:
                client.sendto(b"hello", flag, server.getsockname())
            else:
                client.connect(server.getsockname())
                client.send(b"hello")
            end = server.accept()[0]
            data = end.recv(9)
            found.append((next(d for _, flags, _, d in segments(lo) if flags & 0x1f == SYN), data))
            end.close()
    return found


@claim("TCP_FASTOPEN", "takes the data that a returning client sends inside its SYN", "only from the second connection on, "
       "once it has the cookie", "connections whose SYN already brings data", root=True)
def _():
    return fast_open([("TCP_FASTOPEN", 5)]) == [(b"", b"hello"), (b"hello", b"hello")]


@claim("TCP_FASTOPEN", "otherwise setting it succeeds and nothing changes", root=True)
def _():
    return fast_open([("TCP_FASTOPEN", 5)], setting=1) == [(b"", b"hello")] * 2


@claim("TCP_FASTOPEN", "The client, which needs the 1 there, uses MSG_FASTOPEN", root=True)
def _():
    server = listener(("TCP_FASTOPEN", 5))
    answers = []
    for setting in 2, 1:
        sysctl("net.ipv4.tcp_fastopen", setting)
        answers.append(refused(fresh("tcp").sendto, b"x", 0x20000000, server.getsockname()))
    return answers == ["EOPNOTSUPP", None]


@claim("TCP_FASTOPEN_CONNECT", "connect returns at once and the first write travels in the SYN, if the server already gave "
                               "its cookie", root=True)
def _():
    return fast_open([("TCP_FASTOPEN", 5)], client_options=[("TCP_FASTOPEN_CONNECT", 1)], flag=0) == [
        (b"", b"hello"), (b"hello", b"hello")]


@claim("TCP_FASTOPEN_CONNECT", "before connecting")
def _():
    return put_refused(pair()[0], "TCP_FASTOPEN_CONNECT", 1) == "EINVAL"


@claim("TCP_FASTOPEN_NO_COOKIE", "a server accepts, and a client sends, data in the SYN without having exchanged one before",
       root=True)
def _():
    return fast_open([("TCP_FASTOPEN", 5), ("TCP_FASTOPEN_NO_COOKIE", 1)], client_options=[
        ("TCP_FASTOPEN_NO_COOKIE", 1)], again=False) == [(b"hello", b"hello")]


@claim("TCP_FASTOPEN_KEY", "Key of 16 bytes (or two, 32 bytes)", "Empty: that of the system")
def _():
    s = listener(("TCP_FASTOPEN", 5))
    empty = got(s, "TCP_FASTOPEN_KEY", 64)
    answers = [put_refused(s, "TCP_FASTOPEN_KEY", bytes(range(n))) for n in (15, 32, 16)]
    return empty == b"" and answers == ["EINVAL", None, None] and got(s, "TCP_FASTOPEN_KEY", 64) == bytes(range(16))


@claim("TCP_TIMESTAMP", "Clock of the TCP timestamps of the connection: it changes with each read", "It can be set only in "
                                                                                     "repair mode (EPERM outside it)")
def _():
    client, end = pair()
    first = got(client, "TCP_TIMESTAMP")
    while got(client, "TCP_TIMESTAMP") == first:
        pass
    return put_refused(client, "TCP_TIMESTAMP", 5) == "EPERM"


@claim("TCP_CC_INFO", "empty for those that have none, like reno and cubic")
def _():
    s = fresh("tcp")
    sizes = []
    for name in b"reno", b"cubic":
        if put_refused(s, "TCP_CONGESTION", name) is None:
            sizes.append(got(s, "TCP_CC_INFO", 99))
    return sizes and set(sizes) == {b""}


@claim("TCP_SAVE_SYN", "keep the headers of the SYN of each new connection", "1 from the IP header, 2 from the link header, "
                                                                          "0 no")
@claim("TCP_SAVED_SYN", "Headers of the SYN that opened this connection, if TCP_SAVE_SYN was on", "and only once")
def _():
    def saved(value):
        end = pair(("TCP_SAVE_SYN", value), client=[("IP_TTL", 77)])[1]
        return got(end, "TCP_SAVED_SYN", 200), got(end, "TCP_SAVED_SYN", 200)
    none, ip_first, link_first = (saved(n) for n in range(3))
    return none == (b"", b"") and ip_first[0][0] == 0x45 and ip_first[0][8] == 77 and ip_first[1] == b"" and link_first[
        0][12:15] == b"\x08\0\x45"


@claim("TCP_REPAIR_WINDOW", "Outside it, EPERM, and EINVAL for a buffer that is not of exactly 20 bytes")
def _():
    s = fresh("tcp")
    return refused(got, s, "TCP_REPAIR_WINDOW", 20) == "EPERM" and refused(got, s, "TCP_REPAIR_WINDOW", 24) == "EINVAL"


@claim("TCP_REPAIR_WINDOW", "In repair mode: window values of the connection", root=True)
def _():
    client, end = pair()
    put(client, "TCP_REPAIR", 1)
    return struct.unpack("5I", got(client, "TCP_REPAIR_WINDOW", 20))[1] > 0


@claim("TCP_ULP", "ENOENT if the kernel does not have it; it cannot be changed afterwards", "Empty: none")
def _():
    client, end = pair()
    empty = got(client, "TCP_ULP", 16)
    missing = put_refused(client, "TCP_ULP", b"nonesuch")
    return empty == b"" and missing == "ENOENT" and (
        put_refused(client, "TCP_ULP", b"tls") == "ENOENT" or put_refused(client, "TCP_ULP", b"tls") == "EEXIST")


@claim("TCP_INQ", "how many bytes remain waiting")
def _():
    client, end = pair()
    put(end, "TCP_INQ", 1)
    client.send(b"abcdef")
    while waiting(end) < 6:
        pass
    return struct.unpack("i", controls(end, 2)[1][OPTIONS["TCP_INQ"]])[0] == 4


def mptcp_pair(*kinds):
    server, client = (fresh(kind) for kind in kinds)
    server.bind((LO, 0))
    server.listen()
    client.connect(server.getsockname())
    # the listener takes the other subflows
    return client, server.accept()[0], server


def mptcp_info(s):
    """Of struct mptcp_info: subflows beside the first one, the limit of them, flags, token of this end."""
    info = got(s, "MPTCP_INFO", 256)
    return info[0], info[3], *struct.unpack_from("II", info, 8)


@claim("MPTCP_INFO", "subflows, limits, flags and token of the connection, in a structure that grows", root=True)
@claim("MPTCP_TCPINFO", "TCP_INFO of each subflow: getsockopt with a filled structure", root=True)
@claim("MPTCP_SUBFLOW_ADDRS", "the addresses of both ends of each subflow: getsockopt with a filled structure", root=True)
@claim("MPTCP_FULL_INFO", "MPTCP_INFO, and TCP_INFO and addresses of each subflow, in one call: getsockopt with a filled "
                          "structure", root=True)
def _():
    tool("ip", "mptcp", "limits", "set", "subflow", "2")
    tool("ip", "mptcp", "endpoint", "add", "127.0.0.2", "dev", "lo", "subflow")
    client, end, server = mptcp_pair("mptcp", "mptcp")

    def tcp_infos():
        # struct mptcp_subflow_data, then an array as long as there are subflows: (TCP_INFO begins with the state)
        infos = c_got(client, "MPTCP_TCPINFO", struct.pack("4I", 16, 0, 0, 104) + bytes(2 * 104))
        return tuple(infos[16::104])
    # the second subflow comes once both ends know each other
    client.send(b"x")
    end.send(end.recv(1))
    client.recv(1)
    # 1 is established
    while tcp_infos() != (1, 1):
        pass
    subflows, limit, flags, token = mptcp_info(client)
    # MPTCP_INFO_FLAG_REMOTE_KEY_RECEIVED
    told = (subflows, limit, flags) == (1, 2, 2) and (
        f"{token:04x}(id:" in tool("ss", "-Htian")) and len(got(client, "MPTCP_INFO", 4)) == 4
    here, there = client.getsockname(), client.getpeername()

    def ends(addresses):
        return [(socket.inet_ntoa(addresses[at + 4:at + 8]), struct.unpack_from("!H", addresses, at + 2)[0])
                for at in (0, 128)]
    addresses = c_got(client, "MPTCP_SUBFLOW_ADDRS", struct.pack("4I", 16, 0, 0, 256) + bytes(2 * 256))
    states, flows = tcp_infos(), [ends(addresses[at:]) for at in (16, 16 + 256)]
    # struct mptcp_full_info, which points to two arrays
    arrays = [ctypes.create_string_buffer(2 * size) for size in (264, 104)]
    full = c_got(client, "MPTCP_FULL_INFO", struct.pack("6I2Q", 0, 104, 0, 264, 0, 2, *map(ctypes.addressof, arrays))
                 + bytes(128))
    flows_again = [ends(arrays[0].raw[at + 8:]) for at in (0, 264)]
    return told and states == (1, 1) and flows == flows_again and flows[0] == [here, there] and (
        flows[1][0][0], flows[1][1]) == ("127.0.0.2", there) and (
        struct.unpack_from("I", full, 16)[0], arrays[1].raw[0], arrays[1].raw[104]) == (2, 1, 1) and full[40] == 1


@claim("TCP_IS_MPTCP", "1 if the connection is Multipath TCP, 0 if it is plain TCP or fell back to it")
def _():
    def answer(*kinds):
        return got(mptcp_pair(*kinds)[0], "TCP_IS_MPTCP")
    return [answer("mptcp", "mptcp"), answer("tcp", "tcp"), answer("tcp", "mptcp")] == [1, 0, 0]


@claim("TCP_RTO_MAX_MS", "1000 to 120000")
def _():
    s = fresh("tcp")
    return [put_refused(s, "TCP_RTO_MAX_MS", n) for n in (999, 1000, 120000, 120001)] == ["EINVAL", None, None, "EINVAL"]


@claim("TCP_RTO_MAX_MS", "Rounded to the clock of the kernel")
def _():
    return 1500 <= kept(fresh("tcp"), "TCP_RTO_MAX_MS", 1501) <= 1511


@claim("TCP_RTO_MIN_US", "Lower bound of the retransmission timeout in microseconds")
def _():
    client, end = pair(client=[("TCP_RTO_MIN_US", 20000)])
    other, end2 = pair()
    for s in client, other:
        s.send(b"x")
    # tcpi_rto: the least is 200 ms otherwise
    return info(client, 8) < 200000 <= info(other, 8)


@claim("TCP_NOTSENT_LOWAT", "0 takes net.ipv4.tcp_notsent_lowat", root=True)
def _():
    sysctl("net.ipv4.tcp_notsent_lowat", 1)
    client, end = pair(("SO_RCVBUF", 4000))
    client.setblocking(False)
    sent = 0
    while writable(client) and sent < 1 << 20:
        sent += client.send(bytes(4096))
    return got(client, "TCP_NOTSENT_LOWAT") == 0 and sent < 30000
