"""The options of IPPROTO_IP and IPPROTO_IPV6."""
import time

from kit import *
from sol_socket import all_frames, closed_port

GROUP, GROUP6 = "239.1.2.3", "ff12::77"


def from_lo(send, wanted=lambda packet: True):
    """The first packet of IP that leaves through lo."""
    return ip_header(sent_frame(send, lambda frame: wanted(ip_header(frame))))


def to(s, address=(LO, 9), data=b"x"):
    return lambda: s.sendto(data, address)


def number(message):
    """The value of a control message: one byte or an int."""
    return message[0] if len(message) == 1 else struct.unpack("i", message[:4])[0]


@claim("IP_TOS", "Type of Service byte of the packets sent", root=True)
@claim("IP_RECVTOS", "Each datagram brings the Type of Service byte it arrived with")
def _():
    s = fresh("udp")
    put(s, "IP_TOS", 0xb8)
    return from_lo(to(s))[1] == 0xb8 and number(
        brought("IP_RECVTOS", (IP, 1), before=lambda s: put(s, "IP_TOS", 0xb8))) == 0xb8


@claim("IP_TOS", "two ECN bits, which TCP keeps for itself", "255 is read back as 252")
def _():
    return kept(fresh("tcp"), "IP_TOS", 255) == 252 and kept(fresh("udp"), "IP_TOS", 255) == 255


@claim("IP_TOS", "that is no longer so", root=True)
def _():
    return [nobody_refused("udp", "IP_TOS", n) for n in (0xa0, 0xc0, 0xe0)] == [None] * 3


@claim("IP_TOS", "an IPv6 socket that also takes IPv4 needs both", root=True)
def _():
    def byte(option):
        s = fresh("udp6")
        put(s, "IPV6_V6ONLY", 0)
        put(s, option, 0x20)
        six = struct.unpack("!H", from_lo(to(s, (LO6, 9)))[:2])[0]
        return from_lo(to(s, ("::ffff:127.0.0.1", 9)))[1], six >> 4 & 0xff
    return byte("IP_TOS") == (0x20, 0) and byte("IPV6_TCLASS") == (0, 0x20)


@claim("IP_TTL", "Time To Live of the unicast packets sent, 1 to 255", "1 to 255; -1 goes back to "
       "net.ipv4.ip_default_ttl; 0 is EINVAL", "-1 returns to the default of the system", root=True)
def _():
    sysctl("net.ipv4.ip_default_ttl", 77)
    s = fresh("udp")
    put(s, "IP_TTL", 5)
    five = from_lo(to(s))[8]
    answers = [put_refused(s, "IP_TTL", n) for n in (0, 256, 1, 255)]
    put(s, "IP_TTL", -1)
    return five == 5 and answers == ["EINVAL", "EINVAL", None, None] and from_lo(to(s))[8] == 77


@claim("IP_TTL", "each one takes 1 away, and the one that reaches 0 drops it and answers ICMP time exceeded (11/0)",
       "Traceroute is built on it", "1 keeps a service within the link", root=True)
@claim("IP_RECVERR", "ICMP errors are queued for the socket with the address of the router, type and code", "a traceroute "
       "without privileges", "gives a struct sock_extended_err (errno, type, code) with the address of who reported it, "
       "beside the datagram that failed and its destination", "So a UDP socket with IP_TTL traces a route without any "
                                                              "privilege", root=True)
@claim("IP_RECVTTL", "Each datagram brings the TTL it arrived with", "an idea of how many routers away the sender is",
       root=True)
def _():
    router, host = routed()
    with host.inside():
        receiver = udp(address="10.0.2.2")
    put(receiver, "IP_RECVTTL", 1)

    def trace():
        s = fresh("udp")
        put(s, "IP_RECVERR", 1)
        put(s, "IP_TTL", 1)
        s.sendto(b"abc", receiver.getsockname())
        poll(s, 0, -1)
        data, messages, flags, destination = s.recvmsg(99, 999, MSG_ERRQUEUE)
        error = messages[0][2]
        put(s, "IP_TTL", 2)
        s.sendto(b"x", receiver.getsockname())
        return [data.decode(), list(destination), struct.unpack("I", error[:4])[0], error[4], error[5], error[6],
                socket.inet_ntoa(error[20:24])]
    told = as_nobody(trace)
    # origin 2 is SO_EE_ORIGIN_ICMP
    return told == ["abc", list(receiver.getsockname()), errno.EHOSTUNREACH, 2, 11, 0, "10.0.1.2"] and number(
        controls(receiver)[1][IP, 2]) == 1


@claim("IP_RECVERR", "An unconnected socket now gets those errors as well, and the next send or recv fails with them",
       "poll reports POLLERR until the queue is empty")
def _():
    s = udp()
    put(s, "IP_RECVERR", 1)
    nobody = closed_port().getsockname()
    s.sendto(b"x", nobody)
    fails = refused(s.sendto, b"x", nobody)
    early = poll(s) & select.POLLERR
    while refused(s.recvmsg, 99, 99, MSG_ERRQUEUE) is None:
        pass
    got(s, "SO_ERROR")
    return fails == "ECONNREFUSED" and early and not poll(s) & select.POLLERR


@claim("IP_RECVERR", "there a call fails at once with errors that would be retried, though the connection goes on",
       root=True)
def _():
    def fails(on):
        router, host = routed()
        with host.inside():
            server = listener(address="10.0.2.2")
        client = fresh("tcp")
        put(client, "IP_RECVERR", on)
        client.connect(server.getsockname())
        end = server.accept()[0]
        with router.inside():
            tool("nft", "add table t; add chain t c { type filter hook forward priority 0; }; "
                        "add rule t c reject with icmp host-unreachable")
        client.send(b"x")
        error = refused(client.recv, 9) if on else poll(client, select.POLLIN, 300)
        with router.inside():
            tool("nft", "flush", "ruleset")
        # it is sent again
        return [error, end.recv(1).decode()]
    return in_child(lambda: fails(1)) == ["EHOSTUNREACH", "x"] and in_child(lambda: fails(0)) == [0, "x"]


def raw_packet(source, destination, data=bytes(8), protocol=254, identification=7, fragment=0, length=0):
    return struct.pack("!BBHHHBBH4s4s", 0x45, 0, length, identification, fragment, 9, protocol, 0,
                       socket.inet_aton(source), socket.inet_aton(destination)) + data


@claim("IP_HDRINCL", "the program writes the IP header itself; the kernel still fills in the checksum and the total "
                     "length", root=True)
def _():
    s = socket.socket(2, 3, 254)
    put(s, "IP_HDRINCL", 1)
    packet = from_lo(to(s, (LO, 0), raw_packet(LO, LO)))
    return packet[8:10] == bytes([9, 254]) and packet[2:4] == b"\0\x1c" and checksum(packet[:20]) == 0


RECORD_ROUTE = bytes([7, 15, 4]) + bytes(12)


@claim("IP_OPTIONS", "IP options (record route, timestamp) of the packets sent, at most 40 bytes, padded to a multiple "
                     "of 4", "Empty: none", root=True)
def _():
    s = fresh("udp")
    put(s, "IP_OPTIONS", RECORD_ROUTE)
    packet, padded = from_lo(to(s)), got(s, "IP_OPTIONS", 40)
    answers = [put_refused(s, "IP_OPTIONS", b"\1" * n) for n in (40, 41)]
    put(s, "IP_OPTIONS", b"")
    return packet[0] == 0x49 and packet[20] == 7 and len(padded) == 16 and answers == [None, "EINVAL"] and from_lo(
        to(s))[0] == 0x45


@claim("IP_RECVOPTS", "Each datagram brings the IP options it arrived with, already processed", root=True)
@claim("IP_RETOPTS", "Record route and timestamp come with what this hop filled in", root=True)
def _():
    other = two_hosts()
    with other.inside():
        receiver = udp(address="10.0.1.2")

    def options(name):
        return brought(name, receiver=receiver, before=lambda s: put(s, "IP_OPTIONS", RECORD_ROUTE))
    both = socket.inet_aton("10.0.1.1") + socket.inet_aton("10.0.1.2")
    first = options("IP_RECVOPTS")
    put(receiver, "IP_RECVOPTS", 0)
    return both in first and first == options("IP_RETOPTS")


@claim("IP_ROUTER_ALERT", "receive the packets to be forwarded that carry the Router Alert option", root=True)
def _():
    router, host = routed()
    with router.inside():
        raw = socket.socket(2, 3, 254)
    put(raw, "IP_ROUTER_ALERT", 1)
    for alert in b"", b"\x94\x04\0\0":
        s = socket.socket(2, 3, 254)
        put(s, "IP_OPTIONS", alert)
        s.sendto(b"with" if alert else b"plain", ("10.0.2.2", 0))
    return raw.recv(99).endswith(b"with")


@claim("IP_PKTINFO", "Each datagram brings its interface and the local address to which it came")
def _():
    receiver = udp(address="0.0.0.0")
    put(receiver, "IP_PKTINFO", 1)
    fresh("udp").sendto(b"x", ("127.0.0.7", receiver.getsockname()[1]))
    interface, _, destination = struct.unpack("i4s4s", controls(receiver)[1][IP, 8])
    return interface == socket.if_nametoindex("lo") and destination == socket.inet_aton("127.0.0.7")


@claim("IP_PKTINFO", "A UDP server with several addresses needs it to answer from the right one", root=True)
def _():
    other = two_hosts()
    ip("addr add 10.0.1.9/24 dev near")
    server = udp(address="0.0.0.0")
    with other.inside():
        client = fresh("udp")
    client.sendto(b"x", ("10.0.1.9", server.getsockname()[1]))
    data, peer = server.recvfrom(9)
    server.sendto(b"plain", peer)
    plain = client.recvfrom(9)[1][0]
    server.sendmsg([b"x"], [(IP, 8, struct.pack("i4s4s", 0, socket.inet_aton("10.0.1.9"), bytes(4)))], 0, peer)
    return plain == "10.0.1.1" and client.recvfrom(9)[1][0] == "10.0.1.9"


@claim("IP_PKTOPTIONS", "control messages (interface, TTL, TOS) of the last segment", "ENOPROTOOPT on UDP")
def _():
    client, end = pair()
    for name in "IP_PKTINFO", "IP_RECVTTL":
        put(end, name, 1)
    client.send(b"x")
    found = got(end, "IP_PKTOPTIONS", 200)
    kinds = set()
    while len(found) >= 16:
        length, level, kind = struct.unpack_from("Qii", found)
        kinds.add((level, kind))
        found = found[(length + 7) // 8 * 8:]
    return {(IP, 8), (IP, 2)} <= kinds and refused(got, fresh("udp"), "IP_PKTOPTIONS", 99) == "ENOPROTOOPT"


def df(packet):
    return bool(packet[6] & 0x40)


@claim("IP_MTU_DISCOVER", "0 never sets DF, 1 as the route says, 2 always sets DF (too large: EMSGSIZE), 3 sets DF and "
       "ignores the known MTU, 4 and 5 use the MTU of the interface, without and with fragments",
       "IP_PMTUDISC_DONT: never; WANT", "Whether packets carry", "which do not believe the MTU that ICMP tells",
       root=True)
@claim("IP_MTU_DISCOVER", "DO, connect(), send, and read IP_MTU", root=True)
@claim("IP_MTU", "Known MTU of the path to the peer", "only on a connected socket: otherwise ENOTCONN", root=True)
def _():
    router, host = routed(mtu=1000)
    large, larger = bytes(1200), bytes(2000)
    s = fresh("udp")
    put(s, "IP_MTU_DISCOVER", 2)
    unconnected = refused(got, s, "IP_MTU")
    s.connect(("10.0.2.2", 9))
    first = got(s, "IP_MTU")
    s.send(large)
    while got(s, "IP_MTU") == first:
        refused(s.send, large)
    seen = {}
    for mode in range(6):
        one = fresh("udp")
        put(one, "IP_MTU_DISCOVER", mode)
        with sniffer("near") as near:
            near.setblocking(False)
            errors = [refused(one.sendto, data, ("10.0.2.2", 9)) for data in (b"small", large, larger)]
            frames = [ip_header(f) for f in all_frames(near) if f[12:14] == b"\x08\0" and f[26:30] == b"\x0a\0\1\1"]
        seen[mode] = [df(frames[0])] + errors[1:] + [len(frames)]
    return unconnected == "ENOTCONN" and first == 1500 and got(s, "IP_MTU") == 1000 and seen == {
        # DF of the small one; what the larger ones answer; packets that leave: by the MTU of 1000 they would be 2 and 3
        0: [False, None, None, 6],
        1: [True, None, None, 6],
        2: [True, "EMSGSIZE", "EMSGSIZE", 1],
        3: [True, None, "EMSGSIZE", 2],
        4: [False, None, "EMSGSIZE", 2],
        5: [False, None, None, 4]}


@claim("IP_MTU_DISCOVER", "the default unless net.ipv4.ip_no_pmtu_disc says otherwise", root=True)
def _():
    first = got(fresh("udp"), "IP_MTU_DISCOVER")
    sysctl("net.ipv4.ip_no_pmtu_disc", 1)
    return (first, got(fresh("udp"), "IP_MTU_DISCOVER")) == (1, 0)


@claim("IP_MTU_DISCOVER", "Where a firewall drops the ICMP messages large packets vanish without a word, and TCP suffers "
                          "it too", root=True)
def _():
    router, host = routed(mtu=1000)
    with router.inside():
        tool("nft", "add table t; add chain t c { type filter hook output priority 0; }; "
                    "add rule t c meta l4proto icmp drop")
    with host.inside():
        # it announces segments as if its link were wide, as a host behind the narrow one would
        ip("route replace default via 10.0.2.1 advmss 1460")
        server = listener(address="10.0.2.2")
    client = socket.create_connection(server.getsockname())
    end = server.accept()[0]
    client.send(b"small")
    small = end.recv(99)
    client.send(bytes(1400))
    # sent again, and still nothing
    while struct.unpack_from("I", got(client, "TCP_INFO", 256), 100)[0] < 1:
        time.sleep(0.01)
    return small == b"small" and not readable(end) and got(client, "SO_ERROR") == 0


@claim("IP_FREEBIND", "Permits bind to an address that this machine does not have")
@claim("IPV6_FREEBIND", "Permits bind to an IPv6 address that this machine does not have")
def _():
    answers = []
    for kind, name, address in ("udp", "IP_FREEBIND", "192.0.2.7"), ("udp6", "IPV6_FREEBIND", "2001:db8::7"):
        s = fresh(kind)
        answers.append(refused(s.bind, (address, 0)))
        put(s, name, 1)
        answers.append(refused(s.bind, (address, 0)))
    return answers == ["EADDRNOTAVAIL", None] * 2


@claim("IP_TRANSPARENT", "bind to addresses of other machines and take connections meant for them, with the help of "
                         "routing rules", root=True)
@claim("IPV6_TRANSPARENT", "bind to addresses of other machines and take connections meant for them", root=True)
def _():
    for kind, name, address, flag in (("tcp", "IP_TRANSPARENT", "192.0.2.7", "-4"),
                                      ("tcp6", "IPV6_TRANSPARENT", "2001:db8::7", "-6")):
        tool("ip", flag, "route", "add", "local", address, "dev", "lo")
        tool("ip", flag, "route", "del", "local", address, "dev", "lo")
        s = fresh(kind)
        put(s, name, 1)
        s.bind((address, 0))
        s.listen()
        # the rule that brings them in
        tool("ip", flag, "route", "add", "local", address, "dev", "lo")
        client = fresh(kind)
        client.connect(s.getsockname())
        if s.accept()[0].getsockname()[0] != address:
            return False
    return True


@claim("IP_ORIGDSTADDR", "Each datagram brings the destination address and port with which it came", "after NAT those "
                                                                                       "are the new ones", root=True)
@claim("IPV6_ORIGDSTADDR", "Each datagram brings the destination address and port with which it came", "after NAT those "
                                                                                         "are the new ones", root=True)
def _():
    answers = []
    for name, family, address in ("IP_ORIGDSTADDR", socket.AF_INET, LO), ("IPV6_ORIGDSTADDR", socket.AF_INET6, LO6):
        receiver, port = udp(family), None
        port = receiver.getsockname()[1]
        found = brought(name, receiver=receiver, family=family)
        kind = "ip" if family == socket.AF_INET else "ip6"
        tool("nft", f"add table {kind} t; add chain {kind} t c {{ type nat hook output priority -100; }}; "
                    f"add rule {kind} t c udp dport 7777 redirect to :{port}")
        socket.socket(family, socket.SOCK_DGRAM).sendto(b"x", (address, 7777))
        after = controls(receiver)[1][OPTIONS[name]]
        answers += [struct.unpack("!H", told[2:4])[0] == port for told in (found, after)]
    return all(answers)


@claim("IP_ORIGDSTADDR", "with a transparent proxy (TPROXY) those that its sender wrote", root=True)
@claim("IPV6_ORIGDSTADDR", "with a transparent proxy (TPROXY) those that its sender wrote", root=True)
def _():
    other = two_hosts()
    answers = []
    for kind, flag, family, prefix, gateway, target in (("udp", "-4", "ip", "IP", "10.0.1.1", "192.0.2.7"),
                                                        ("udp6", "-6", "ip6", "IPV6", "fd00:1::1", "2001:db8::7")):
        s = fresh(kind)
        put(s, prefix + "_TRANSPARENT", 1)
        put(s, prefix + "_ORIGDSTADDR", 1)
        s.bind(("", 0))
        tool("nft", f"add table {family} t; add chain {family} t c {{ type filter hook prerouting priority -150; }}; "
                    f"add rule {family} t c udp dport 7777 tproxy to :{s.getsockname()[1]} meta mark set 1")
        tool("ip", flag, "rule", "add", "fwmark", "1", "table", "100")
        tool("ip", flag, "route", "add", "local", "default", "dev", "lo", "table", "100")
        with other.inside():
            ip(f"route add default via {gateway}")
            client = fresh(kind)
        client.sendto(b"x", (target, 7777))
        told = controls(s)[1][OPTIONS[prefix + "_ORIGDSTADDR"]]
        address = told[4:8] if kind == "udp" else told[8:24]
        answers += [struct.unpack("!H", told[2:4])[0], socket.inet_ntop(s.family, address)]
    return answers == [7777, "192.0.2.7", 7777, "2001:db8::7"]


@claim("SO_ORIGINAL_DST", "Destination that a TCP connection had before the firewall redirected it (NAT)", root=True)
@claim("IP6T_SO_ORIGINAL_DST", "Destination that a TCP connection over IPv6 had before the firewall redirected it "
                               "(NAT)", root=True)
def _():
    answers = []
    for family, kind, address, name, size in ((2, "ip", LO, "SO_ORIGINAL_DST", 16),
                                              (10, "ip6", LO6, "IP6T_SO_ORIGINAL_DST", 28)):
        server = listener(address=address, family=socket.AddressFamily(family))
        tool("nft", f"add table {kind} t; add chain {kind} t c {{ type nat hook output priority -100; }}; "
                    f"add rule {kind} t c tcp dport 7777 redirect to :{server.getsockname()[1]}")
        client = socket.create_connection((address, 7777))
        answers.append(struct.unpack("!H", got(server.accept()[0], name, size)[2:4])[0])
    return answers == [7777, 7777]


@claim("IP_MINTTL", "TCP only: UDP and raw sockets take the number, read it back and receive everything", root=True)
@claim("IPV6_MINHOPCOUNT", "UDP and raw sockets take the number and receive everything", root=True)
def _():
    answers = []
    for kind, raw_kind, name, hops, family in (("udp", "rawudp", "IP_MINTTL", "IP_TTL", socket.AF_INET),
                                               ("udp6", "rawudp6", "IPV6_MINHOPCOUNT", "IPV6_UNICAST_HOPS",
                                                socket.AF_INET6)):
        receiver, raw, sender = udp(family), fresh(raw_kind), fresh(kind)
        for s in receiver, raw:
            put(s, name, 255)
        put(sender, hops, 1)
        sender.sendto(b"x", receiver.getsockname())
        answers += [got(receiver, name), receiver.recv(9), raw.recv(99)[-1:]]
    return answers == [255, b"x", b"x"] * 2


@claim("IP_MINTTL", "Drops TCP segments that arrive with a smaller TTL", "With 255 only direct neighbours get through")
@claim("IP_TTL", "send with 255 and refuse less, over TCP with IP_MINTTL; over UDP, where that option does nothing")
@claim("IPV6_MINHOPCOUNT", "Drops TCP segments that arrive with a smaller hop limit")
def _():
    answers = []
    for family, address, name, hops in ((socket.AF_INET, LO, "IP_MINTTL", "IP_TTL"),
                                        (socket.AF_INET6, LO6, "IPV6_MINHOPCOUNT", "IPV6_UNICAST_HOPS")):
        server = listener((name, 255), family=family, address=address)
        near, far = socket.socket(family), socket.socket(family)
        put(near, hops, 255)
        far.settimeout(0.5)
        try:
            far.connect(server.getsockname())
            answers.append("connected")
        except TimeoutError:
            answers.append(refused(near.connect, server.getsockname()))
    return answers == [None, None]


@claim("IP_NODEFRAG", "packets sent by this socket as fragments are not put together by the firewall of this machine",
       root=True)
def _():
    # a rule that asks for connections makes the firewall put fragments together
    tool("nft", "add table t; add chain t c { type filter hook output priority 0; ct state new counter; }")

    def packets(on):
        s = socket.socket(2, 3, 255)
        put(s, "IP_NODEFRAG", on)
        with sniffer("lo") as lo:
            s.sendto(raw_packet(LO, LO, bytes(8), 254, 7 + on, 0x2000), (LO, 0))
            early = len(list(all_frames(lo)))
        return early > 0
    return packets(1) and not packets(0)


@claim("IP_CHECKSUM", "the others bring none")
def _():
    receiver = udp()
    put(receiver, "IP_CHECKSUM", 1)
    fresh("udp").sendto(b"x", receiver.getsockname())
    return controls(receiver)[1] == {}


@claim("IP_BIND_ADDRESS_NO_PORT", "bind with port 0 takes only the address; the port is chosen at connect", "so that one "
                                  "port can serve several destinations", root=True)
def _():
    sysctl("net.ipv4.ip_local_port_range", "40000 40000")
    servers = [fresh("tcp") for _ in range(2)]
    for i, server in enumerate(servers):
        server.bind((LO, 5000 + i))
        server.listen()

    def ports(on):
        clients = [fresh("tcp") for _ in range(2)]
        found = []
        for client, server in zip(clients, servers):
            put(client, "IP_BIND_ADDRESS_NO_PORT", on)
            client.bind((LO, 0))
            found.append(client.getsockname()[1])
            client.connect(server.getsockname())
            put(client, "SO_LINGER", struct.pack("ii", 1, 0))
            found.append(client.getsockname()[1])
        return found
    return ports(1) == [0, 40000, 0, 40000] and refused(ports, 0) == "EADDRINUSE"


@claim("IP_RECVFRAGSIZE", "Each reassembled datagram brings the size of its largest fragment", root=True)
@claim("IPV6_RECVFRAGSIZE", "Each reassembled datagram brings the size of its largest fragment", root=True)
def _():
    ip("link set lo mtu 1300")
    sizes = [number(brought(name, family=family, data=bytes(3000))) for name, family in (
        ("IP_RECVFRAGSIZE", socket.AF_INET), ("IPV6_RECVFRAGSIZE", socket.AF_INET6))]
    # pieces of a multiple of 8 behind headers of 20 and of 40 + 8
    return sizes == [1300, 1296]


# multicast

def member(group=GROUP, interface=LO, join=True):
    s = fresh("udp")
    put(s, "SO_REUSEADDR", 1)
    s.bind(("", 0))
    if join:
        put(s, "IP_ADD_MEMBERSHIP", socket.inet_aton(group) + socket.inet_aton(interface))
    return s


def member6(group=GROUP6, interface="lo", join=True):
    s = fresh("udp6")
    s.bind(("::", 0))
    if join:
        put(s, "IPV6_ADD_MEMBERSHIP", socket.inet_pton(10, group) + struct.pack("i", socket.if_nametoindex(interface)))
    return s


def multicast_sender(interface="10.0.1.1"):
    s = fresh("udp")
    put(s, "IP_MULTICAST_IF", socket.inet_aton(interface))
    return s


@claim("IP_MULTICAST_IF", "Interface through which multicast leaves, given by one of its addresses", "0.0.0.0 lets the "
                                                                                                 "route decide",
       root=True)
@claim("IPV6_MULTICAST_IF", "Interface through which multicast leaves, by number; 0 lets the route decide", root=True)
def _():
    first, second = Net(), Net()
    link(None, first, 1)
    link(None, second, 2, "near2", "far2")
    ip("route add 239.0.0.0/8 dev near", "route add table local multicast ff0e::/16 dev near metric 1")
    frames = sniffer("near"), sniffer("near2")

    def where(send):
        for s in frames:
            list(all_frames(s))
        send()
        return [any(f.endswith(b"MULTICAST") for f in all_frames(s)) for s in frames]
    s = fresh("udp")
    put(s, "IP_MULTICAST_IF", socket.inet_aton("10.0.2.1"))
    chosen = where(to(s, (GROUP, 9), b"MULTICAST"))
    put(s, "IP_MULTICAST_IF", bytes(4))
    by_route = where(to(s, (GROUP, 9), b"MULTICAST"))
    s = fresh("udp6")
    put(s, "IPV6_MULTICAST_IF", socket.if_nametoindex("near2"))
    chosen6 = where(to(s, ("ff0e::77", 9), b"MULTICAST"))
    put(s, "IPV6_MULTICAST_IF", 0)
    by_route6 = where(to(s, ("ff0e::77", 9), b"MULTICAST"))
    return chosen == chosen6 == [False, True] and by_route == by_route6 == [True, False]


@claim("IPV6_MULTICAST_IF", "ENODEV if it does not exist")
def _():
    return put_refused(fresh("udp6"), "IPV6_MULTICAST_IF", 54321) == "ENODEV"


@claim("IP_MULTICAST_TTL", "With 1, the usual value, it does not leave the link", root=True)
@claim("IPV6_MULTICAST_HOPS", "With 1, the usual value, it does not leave the link", root=True)
def _():
    # what a router would have to count down from
    two_hosts()
    s, s6 = multicast_sender(), fresh("udp6")
    put(s6, "IPV6_MULTICAST_IF", socket.if_nametoindex("near"))
    frames = [sent_frame(to(one, (group, 9), b"HOPS"), lambda f: f.endswith(b"HOPS"), "near") for one, group in (
        (s, GROUP), (s6, GROUP6))]
    return [frames[0][14 + 8], frames[1][14 + 7]] == [1, 1]


@claim("IP_MULTICAST_LOOP", "The multicast sent comes back to the members of the group on this same machine", root=True)
@claim("IPV6_MULTICAST_LOOP", "The multicast sent comes back to the members of the group on this same machine",
       root=True)
def _():
    two_hosts()
    here, here6 = member(interface="10.0.1.1"), member6(interface="near")
    s, s6 = multicast_sender(), fresh("udp6")
    put(s6, "IPV6_MULTICAST_IF", socket.if_nametoindex("near"))
    answers = []
    for sender, receiver, name, address in ((s, here, "IP_MULTICAST_LOOP", GROUP),
                                            (s6, here6, "IPV6_MULTICAST_LOOP", GROUP6)):
        target = (address, receiver.getsockname()[1])
        sender.sendto(b"on", target)
        put(sender, name, 0)
        sender.sendto(b"off", target)
        answers += [receiver.recv(9), readable(receiver)]
    return answers == [b"on", False] * 2


@claim("IP_MULTICAST_LOOP", "with 0 it does not, save what leaves by lo, which brings all back", root=True)
def _():
    receiver, sender = member(), multicast_sender(LO)
    put(sender, "IP_MULTICAST_LOOP", 0)
    sender.sendto(b"x", (GROUP, receiver.getsockname()[1]))
    return receiver.recv(9) == b"x"


def reports(join, address):
    """True if joining (and leaving) a group sends a report to it."""
    other = two_hosts()
    with other.inside():
        far = sniffer("far")
    join()
    while True:
        frame = far.recv(9999)
        if address(frame):
            return True


@claim("IP_ADD_MEMBERSHIP", "Joins a multicast group on an interface: an IGMP report leaves", root=True)
def _():
    joined = []
    return reports(lambda: joined.append(member(interface="10.0.1.1")),
                   lambda f: f[12:14] == b"\x08\0" and f[23] == 2 and socket.inet_aton(GROUP) in f)


@claim("IPV6_ADD_MEMBERSHIP", "Joins a multicast group on an interface: an MLD report leaves", root=True)
def _():
    joined = []
    return reports(lambda: joined.append(member6(interface="near")),
                   lambda f: f[12:14] == b"\x86\xdd" and socket.inet_pton(10, GROUP6) in f[54:])


@claim("IP_DROP_MEMBERSHIP", "Leaves a multicast group; closing the socket does it too", "EADDRNOTAVAIL if it was not a "
                                                                                        "member", root=True)
@claim("IPV6_DROP_MEMBERSHIP", "Leaves a multicast group; closing the socket does it too", "EADDRNOTAVAIL if it was not "
                                                                                          "a member", root=True)
@claim("IPV6_JOIN_GROUP", "joins a multicast group", root=True)
@claim("IPV6_LEAVE_GROUP", "leaves a multicast group", root=True)
def _():
    two_hosts()
    answers = []
    for s, second, name, request, path, sign in (
            (member(interface="10.0.1.1"), member(interface="10.0.1.1"), "IP_DROP_MEMBERSHIP",
             socket.inet_aton(GROUP) + socket.inet_aton("10.0.1.1"), "igmp",
             socket.inet_aton(GROUP)[::-1].hex().upper()),
            (member6(interface="near"), member6(interface="near"), "IPV6_DROP_MEMBERSHIP",
             socket.inet_pton(10, GROUP6) + struct.pack("i", socket.if_nametoindex("near")), "igmp6",
             socket.inet_pton(10, GROUP6).hex())):
        def joined():
            return sign in open("/proc/self/net/" + path).read()
        answers.append(joined())
        put(s, name, request)
        answers += [joined(), put_refused(s, name, request)]
        second.close()
        answers.append(joined())
    return answers == [True, True, "EADDRNOTAVAIL", False] * 2


def source_request(source, group=GROUP, interface=LO):
    return socket.inet_aton(group) + socket.inet_aton(interface) + socket.inet_aton(source)


def heard(receiver, source, port=None):
    """True if what a source sends to the group comes."""
    s = udp(address=source)
    put(s, "IP_MULTICAST_IF", socket.inet_aton(LO))
    s.sendto(source.encode(), (GROUP, receiver.getsockname()[1]))
    if readable(receiver):
        return receiver.recv(99) == source.encode()
    return False


@claim("IP_BLOCK_SOURCE", "Silences one source of a multicast group already joined")
@claim("IP_UNBLOCK_SOURCE", "Hears again a source silenced with IP_BLOCK_SOURCE")
def _():
    s = member()
    first = heard(s, "127.0.0.2")
    put(s, "IP_BLOCK_SOURCE", source_request("127.0.0.2"))
    blocked = heard(s, "127.0.0.2"), heard(s, "127.0.0.3")
    put(s, "IP_UNBLOCK_SOURCE", source_request("127.0.0.2"))
    return first and blocked == (False, True) and heard(s, "127.0.0.2")


@claim("IP_ADD_SOURCE_MEMBERSHIP", "Joins a multicast group to hear one source only (IGMPv3)", "once per source")
@claim("IP_DROP_SOURCE_MEMBERSHIP", "Stops hearing one source of a group joined with IP_ADD_SOURCE_MEMBERSHIP")
def _():
    s = member(join=False)
    put(s, "IP_MULTICAST_ALL", 0)
    put(s, "IP_ADD_SOURCE_MEMBERSHIP", source_request("127.0.0.2"))
    first = heard(s, "127.0.0.2"), heard(s, "127.0.0.3")
    put(s, "IP_ADD_SOURCE_MEMBERSHIP", source_request("127.0.0.3"))
    twice = put_refused(s, "IP_ADD_SOURCE_MEMBERSHIP", source_request("127.0.0.2"))
    put(s, "IP_DROP_SOURCE_MEMBERSHIP", source_request("127.0.0.2"))
    return first == (True, False) and twice == "EADDRNOTAVAIL" and not heard(s, "127.0.0.2") and heard(s, "127.0.0.3")


def ip_filter(mode, *sources):
    return socket.inet_aton(GROUP) + socket.inet_aton(LO) + struct.pack("II", mode, len(sources)) + b"".join(
        map(socket.inet_aton, sources))


@claim("IP_MSFILTER", "Whole list of sources accepted, or refused, in a multicast group already joined", "Reading needs "
                                                                                "the group and interface in the buffer")
def _():
    s = member()
    put(s, "IP_MSFILTER", ip_filter(0, "127.0.0.2"))
    refusing = heard(s, "127.0.0.2"), heard(s, "127.0.0.3")
    put(s, "IP_MSFILTER", ip_filter(1, "127.0.0.2"))
    accepting = heard(s, "127.0.0.2"), heard(s, "127.0.0.3")
    room = ctypes.create_string_buffer(ip_filter(1) + bytes(4))
    struct.pack_into("I", room, 12, 1)
    size = ctypes.c_uint(20)
    answer = libc.getsockopt(s.fileno(), *OPTIONS["IP_MSFILTER"], room, ctypes.byref(size))
    return refusing == (False, True) and accepting == (True, False) and answer == 0 and room.raw[
        16:20] == socket.inet_aton("127.0.0.2") and libc.getsockopt(
        s.fileno(), *OPTIONS["IP_MSFILTER"], ctypes.create_string_buffer(20), ctypes.byref(size)) == -1


def storage(address, family=socket.AF_INET):
    """struct sockaddr_storage."""
    if family == socket.AF_INET:
        return struct.pack("HH4s", 2, 0, socket.inet_aton(address)).ljust(128, b"\0")
    return struct.pack("HHI16sI", 10, 0, 0, socket.inet_pton(10, address), 0).ljust(128, b"\0")


def mcast(s, family, name, *addresses):
    """An option of the family of MCAST_JOIN_GROUP, at the level of IPv4 or of IPv6."""
    level = IP if family == socket.AF_INET else IPV6
    number_ = OPTIONS[name][1]
    request = struct.pack("Ixxxx", socket.if_nametoindex("near")) + b"".join(storage(a, family) for a in addresses)
    return refused(s.setsockopt, level, number_, request)


def mcast_heard(receiver, family, source):
    s = udp(family, source)
    if family == socket.AF_INET:
        put(s, "IP_MULTICAST_IF", socket.inet_aton(source))
    else:
        put(s, "IPV6_MULTICAST_IF", socket.if_nametoindex("near"))
    group = GROUP if family == socket.AF_INET else GROUP6
    s.sendto(source.encode(), (group, receiver.getsockname()[1]))
    found = False
    while readable(receiver):
        found |= receiver.recv(99) == source.encode()
    return found


BOTH = (socket.AF_INET, GROUP, "10.0.1.1", "10.0.1.22"), (socket.AF_INET6, GROUP6, "fd00:1::1", "fd00:1::22")


@claim("MCAST_JOIN_GROUP", "Joins a multicast group, in the form that serves IPv4 (level IPPROTO_IP) and IPv6", root=True)
@claim("MCAST_LEAVE_GROUP", "Leaves a group joined with MCAST_JOIN_GROUP", root=True)
@claim("MCAST_BLOCK_SOURCE", "Silences one source of a group joined with MCAST_JOIN_GROUP", root=True)
@claim("MCAST_UNBLOCK_SOURCE", "Hears again a source silenced with MCAST_BLOCK_SOURCE", root=True)
@claim("MCAST_JOIN_SOURCE_GROUP", "Joins a group to hear one source only", root=True)
@claim("MCAST_LEAVE_SOURCE_GROUP", "Stops hearing one source joined with MCAST_JOIN_SOURCE_GROUP", root=True)
@claim("MCAST_MSFILTER", "Whole list of sources accepted, or refused, in a group", "Reading needs the group and "
                                                                                 "interface in the buffer", root=True)
def _():
    two_hosts()
    ip("addr add 10.0.1.22/24 dev near", "addr add fd00:1::22/64 dev near nodad")
    answers = []
    for family, group, one, two in BOTH:
        level = IP if family == socket.AF_INET else IPV6

        def fresh_receiver():
            s = socket.socket(family, socket.SOCK_DGRAM)
            s.bind(("", 0))
            put(s, "IP_MULTICAST_ALL" if family == socket.AF_INET else "IPV6_MULTICAST_ALL", 0)
            return s
        s = fresh_receiver()

        def hears():
            return "".join("ny"[mcast_heard(s, family, x)] for x in (one, two))
        steps = [hears()]
        for name, addresses in (("MCAST_JOIN_GROUP", [group]), ("MCAST_BLOCK_SOURCE", [group, one]),
                                ("MCAST_UNBLOCK_SOURCE", [group, one]), ("MCAST_LEAVE_GROUP", [group]),
                                ("MCAST_JOIN_SOURCE_GROUP", [group, one]),
                                ("MCAST_LEAVE_SOURCE_GROUP", [group, one])):
            steps += [mcast(s, family, name, *addresses), hears()]
        mcast(s, family, "MCAST_JOIN_GROUP", group)
        for mode in 0, 1:
            whole = struct.pack("Ixxxx", socket.if_nametoindex("near")) + storage(group, family) + struct.pack(
                "II", mode, 1) + storage(one, family)
            steps += [refused(s.setsockopt, level, OPTIONS["MCAST_MSFILTER"][1], whole), hears()]
        room, size = ctypes.create_string_buffer(whole[:144] + bytes(128), 272), ctypes.c_uint(272)
        read = libc.getsockopt(s.fileno(), level, OPTIONS["MCAST_MSFILTER"][1], room, ctypes.byref(size))
        blank = ctypes.create_string_buffer(272)
        unread = libc.getsockopt(s.fileno(), level, OPTIONS["MCAST_MSFILTER"][1], blank, ctypes.byref(ctypes.c_uint(272)))
        answers.append(steps + [read, room.raw[144:152] == storage(one, family)[:8], unread])
    expected = ["nn", None, "yy", None, "ny", None, "yy", None, "nn", None, "yn", None, "nn", None, "ny", None, "yn",
                0, True, -1]
    return answers == [expected, expected]


@claim("IP_MULTICAST_ALL", "1: the socket receives every group joined by anybody on this machine that comes to its "
                           "port", "0: only the groups it joined itself", root=True)
@claim("IPV6_MULTICAST_ALL", "1: the socket receives every group joined by anybody on this machine that comes to its "
                             "port", "0: only the groups it joined itself", root=True)
def _():
    two_hosts()
    answers = []
    for family, name, join, interface, source in (
            (socket.AF_INET, "IP_MULTICAST_ALL", member, "10.0.1.1", "10.0.1.1"),
            (socket.AF_INET6, "IPV6_MULTICAST_ALL", member6, "near", "fd00:1::1")):
        other, s = join(interface=interface), join(join=False)
        for value in 1, 0:
            put(s, name, value)
            answers.append(mcast_heard(s, family, source))
    return answers == [True, False] * 2


@claim("IP_MULTICAST_ALL", "A socket of IPv4 begins with 1, one of IPv6 with 0")
def _():
    return [got(udp(family), "IP_MULTICAST_ALL")
            for family in (socket.AF_INET, socket.AF_INET6)] == [1, 0]


@claim("IP_UNICAST_IF", "Interface through which unicast leaves, by number and in network byte order, without "
       "restricting what is received", "0 lets the route decide", root=True)
@claim("IPV6_UNICAST_IF", "Interface through which unicast leaves, by number and in network byte order, without "
       "restricting what is received", "0 lets the route decide", root=True)
def _():
    answers = []
    for family, name, target in (2, "IP_UNICAST_IF", "10.9.9.9"), (10, "IPV6_UNICAST_IF", "fd00:9::9"):
        def where(value):
            own_network()
            first, second = Net(), Net()
            link(None, first, 1)
            link(None, second, 2, "near2", "far2")
            # gateways that nobody has: what matters is where it leaves
            ip("route add 10.9.9.9 via 10.0.1.9 metric 1", "route add 10.9.9.9 via 10.0.2.9 metric 2",
               "route add fd00:9::9 via fd00:1::9 metric 1", "route add fd00:9::9 via fd00:2::9 metric 2",
               *(f"neigh add {host} lladdr 02:00:00:00:00:09 dev {dev}" for host, dev in (
                   ("10.0.1.9", "near"), ("10.0.2.9", "near2"), ("fd00:1::9", "near"), ("fd00:2::9", "near2"))))
            frames = sniffer("near"), sniffer("near2")
            s = socket.socket(socket.AddressFamily(family), socket.SOCK_DGRAM)
            s.bind(("", 0))
            put(s, name, struct.pack("!i", socket.if_nametoindex("near2") if value else 0))
            s.sendto(b"UNICAST", (target, 9))
            with first.inside():
                peer = socket.socket(socket.AddressFamily(family), socket.SOCK_DGRAM)
            peer.sendto(b"in", ("10.0.1.1" if family == 2 else "fd00:1::1", s.getsockname()[1]))
            return [any(f.endswith(b"UNICAST") for f in all_frames(x)) for x in frames] + [s.recv(9) == b"in"]
        answers += [in_child(lambda: where(1)), in_child(lambda: where(0))]
    return answers == [[False, True, True], [True, False, True]] * 2


@claim("IP_LOCAL_PORT_RANGE", "low bound in the lower 16 bits, high bound in the upper ones", "0 leaves that bound to the "
       "system; only the part inside the range of the system counts", root=True)
def _():
    sysctl("net.ipv4.ip_local_port_range", "30000 30009")

    def ports(low, high):
        found = set()
        for _ in range(40):
            s = fresh("udp")
            put(s, "IP_LOCAL_PORT_RANGE", high << 16 | low)
            s.bind((LO, 0))
            found.add(s.getsockname()[1])
        return found
    return ports(30003, 30004) <= {30003, 30004} and ports(30008, 0) <= {30008, 30009} and ports(
        20000, 30001) <= {30000, 30001}


@claim("IP_PROTOCOL", "Protocol number of a raw socket", "TCP and UDP sockets answer their local port, 0 before bind",
       root=True)
def _():
    bound = udp()
    return got(fresh("rawudp"), "IP_PROTOCOL") == 17 and got(bound, "IP_PROTOCOL") == bound.getsockname()[1] and got(
        fresh("tcp"), "IP_PROTOCOL") == 0


@claim("IPV6_ADDRFORM", "Turns a connected IPv6 socket whose peer is a mapped IPv4 address into an IPv4 socket; only the "
                        "value AF_INET is taken", "ENOTCONN before connecting")
def _():
    server = listener()
    s = fresh("tcp6")
    before = put_refused(s, "IPV6_ADDRFORM", 2)
    s.connect(("::ffff:127.0.0.1", server.getsockname()[1]))
    wrong = put_refused(s, "IPV6_ADDRFORM", 10)
    put(s, "IPV6_ADDRFORM", 2)
    return (before, wrong) == ("ENOTCONN", "EINVAL") and got(s, "SO_DOMAIN") == 2


@claim("IPV6_2292PKTINFO", "Old form (RFC 2292) of IPV6_RECVPKTINFO")
@claim("IPV6_RECVPKTINFO", "Each datagram brings its interface and the local address to which it came")
def _():
    loopback = socket.inet_pton(10, LO6) + struct.pack("i", socket.if_nametoindex("lo"))
    return brought("IPV6_2292PKTINFO", family=socket.AF_INET6) == loopback == brought(
        "IPV6_RECVPKTINFO", (IPV6, 50), family=socket.AF_INET6)


# an option header: padding of 6 bytes
PADDED = bytes([0, 0, 1, 4, 0, 0, 0, 0])


@claim("IPV6_2292HOPOPTS", "Old form (RFC 2292) of IPV6_RECVHOPOPTS", root=True)
@claim("IPV6_2292DSTOPTS", "Old form (RFC 2292) of IPV6_RECVDSTOPTS", root=True)
@claim("IPV6_RECVHOPOPTS", "Each datagram brings its hop-by-hop options", root=True)
@claim("IPV6_RECVDSTOPTS", "Each datagram brings its destination options", root=True)
@claim("IPV6_HOPOPTS", "of the packets sent", "Empty: none", root=True)
@claim("IPV6_DSTOPTS", "of the packets sent", "Empty: none", root=True)
def _():
    answers = []
    for kind, message, header in ("HOPOPTS", 54, 0), ("DSTOPTS", 59, 60):
        def before(s):
            put(s, f"IPV6_{kind}", PADDED)
        new = brought(f"IPV6_RECV{kind}", (IPV6, message), family=socket.AF_INET6, before=before)
        old = brought(f"IPV6_2292{kind}", family=socket.AF_INET6, before=before)
        s = fresh("udp6")
        before(s)
        sent = from_lo(to(s, (LO6, 9)))
        put(s, f"IPV6_{kind}", b"")
        answers += [new[1:] == PADDED[1:] == old[1:], sent[6] == header, from_lo(to(s, (LO6, 9)))[6] == 17]
    return all(answers)


# segment routing with one segment left behind: ::1 is reached
SEGMENTS = struct.pack("BBBBBBH", 0, 2, 4, 0, 0, 0, 0) + socket.inet_pton(10, LO6)


@claim("IPV6_RTHDRDSTOPTS", "Destination options placed before the routing header of the packets sent", root=True)
@claim("IPV6_RTHDR", "Routing header of the packets sent", "Today only segment routing (type 4) and mobility (type 2, "
                                                          "where supported) are accepted", root=True)
@claim("IPV6_RECVRTHDR", "Each datagram brings its routing header", root=True)
@claim("IPV6_2292RTHDR", "Old form (RFC 2292) of IPV6_RECVRTHDR", root=True)
def _():
    for interface in "all", "lo":
        sysctl(f"net.ipv6.conf.{interface}.seg6_enabled", 1)
    s = fresh("udp6")
    # type 0, deprecated, and another one
    wrong = [put_refused(s, "IPV6_RTHDR", bytes([0, 2, kind, 1]) + bytes(4) + socket.inet_pton(10, LO6)) for kind in (0, 3)]
    put(s, "IPV6_RTHDR", SEGMENTS)
    plain = from_lo(to(s, (LO6, 9)))
    put(s, "IPV6_RTHDRDSTOPTS", PADDED)
    both = from_lo(to(s, (LO6, 9)))
    new = brought("IPV6_RECVRTHDR", (IPV6, 57), family=socket.AF_INET6, before=lambda s: put(s, "IPV6_RTHDR", SEGMENTS))
    old = brought("IPV6_2292RTHDR", family=socket.AF_INET6, before=lambda s: put(s, "IPV6_RTHDR", SEGMENTS))
    return wrong == ["EINVAL", "EINVAL"] and plain[6] == 43 and plain[42] == 4 and both[6] == 60 and both[
        40] == 43 and new[2] == old[2] == 4


@claim("IPV6_2292PKTOPTIONS", "On TCP, reading gives those of the last segment received")
def _():
    client, end = pair(family=socket.AF_INET6)
    put(end, "IPV6_RECVHOPLIMIT", 1)
    client.send(b"x")
    return struct.unpack_from("Qii", got(end, "IPV6_2292PKTOPTIONS", 200))[1] == IPV6


@claim("IPV6_CHECKSUM", "position in the data of a checksum that the kernel must compute and check; -1, none", "On "
                        "ICMPv6 sockets it is always 2 and setting it gives EINVAL", root=True)
def _():
    s, receiver, plain = (socket.socket(10, 3, 254) for _ in range(3))
    for one in s, receiver:
        put(one, "IPV6_CHECKSUM", 2)
    s.sendto(bytes(8), (LO6, 0))
    good = receiver.recv(99)
    put(s, "IPV6_CHECKSUM", -1)
    s.sendto(bytes(8), (LO6, 0))
    icmp = fresh("raw6")
    return good[2:4] != b"\0\0" and not readable(receiver) and plain.recv(9) == good and plain.recv(9) == bytes(
        8) and got(icmp, "IPV6_CHECKSUM") == 2 and put_refused(icmp, "IPV6_CHECKSUM", 4) == "EINVAL"


@claim("IPV6_2292HOPLIMIT", "Old form (RFC 2292) of IPV6_RECVHOPLIMIT")
@claim("IPV6_RECVHOPLIMIT", "Each datagram brings the hop limit it arrived with")
@claim("IPV6_UNICAST_HOPS", "Hop limit of the unicast packets sent, 0 to 255", "-1 returns to the default of the "
                                                                              "system or of the route")
def _():
    def before(s):
        put(s, "IPV6_UNICAST_HOPS", 33)
    s = fresh("udp6")
    answers = [put_refused(s, "IPV6_UNICAST_HOPS", n) for n in (0, 255, 256, -2)]
    return number(brought("IPV6_RECVHOPLIMIT", (IPV6, 52), family=socket.AF_INET6, before=before)) == 33 == number(
        brought("IPV6_2292HOPLIMIT", family=socket.AF_INET6, before=before)) and answers == [
        None, None, "EINVAL", "EINVAL"] and kept(s, "IPV6_UNICAST_HOPS", -1) == int(
        sysctl("net.ipv6.conf.all.hop_limit"))


@claim("IPV6_HOPLIMIT", "Hop limit of one single packet, as a control message: given when sending, delivered by "
                        "IPV6_RECVHOPLIMIT", "It is not an option of the socket")
def _():
    receiver, sender = udp(socket.AF_INET6), fresh("udp6")
    put(receiver, "IPV6_RECVHOPLIMIT", 1)
    sender.sendmsg([b"x"], [(IPV6, 52, struct.pack("i", 9))], 0, receiver.getsockname())
    sender.sendto(b"x", receiver.getsockname())
    hops = [number(controls(receiver)[1][IPV6, 52]) for _ in range(2)]
    return hops[0] == 9 != hops[1] and refused(sender.setsockopt, IPV6, 52, 9) == "ENOPROTOOPT"


@claim("IPV6_FLOWINFO", "Each datagram brings its traffic class and flow label")
def _():
    found = brought("IPV6_FLOWINFO", family=socket.AF_INET6, before=lambda s: put(s, "IPV6_TCLASS", 0x20))
    return struct.unpack("!I", found)[0] >> 20 == 0x20


@claim("IPV6_ROUTER_ALERT", "receive the packets to be forwarded that carry this Router Alert value; -1 stops",
       "Others read it, but setting gives ENOPROTOOPT", root=True)
def _():
    router, host = routed()
    with router.inside():
        raw = socket.socket(10, 3, 255)
    put(raw, "IPV6_ROUTER_ALERT", 3)
    s = fresh("udp6")
    for value, data in (4, b"four"), (3, b"three"):
        # hop-by-hop options: Router Alert (5, RFC 2711) and padding
        put(s, "IPV6_HOPOPTS", bytes([0, 0, 5, 2, 0, value, 1, 0]))
        s.sendto(data, ("fd00:2::2", 9))
    first = raw.recv(999)
    put(raw, "IPV6_ROUTER_ALERT", -1)
    other = fresh("udp6")
    return first.endswith(b"three") and refused(got, other, "IPV6_ROUTER_ALERT") is None and put_refused(
        other, "IPV6_ROUTER_ALERT", 3) == "ENOPROTOOPT"


@claim("IPV6_ROUTER_ALERT_ISOLATE", "IPV6_ROUTER_ALERT delivers only the packets of the network namespace of the "
                                    "socket", "Other sockets accept it and ignore it", root=True)
def _():
    router, host = routed()
    alone = socket.socket(10, 3, 255)
    put(alone, "IPV6_ROUTER_ALERT", 3)
    isolated = socket.socket(10, 3, 255)
    put(isolated, "IPV6_ROUTER_ALERT_ISOLATE", 1)
    put(isolated, "IPV6_ROUTER_ALERT", 3)
    with router.inside():
        raw = socket.socket(10, 3, 255)
        put(raw, "IPV6_ROUTER_ALERT", 3)
    s = fresh("udp6")
    put(s, "IPV6_HOPOPTS", bytes([0, 0, 5, 2, 0, 3, 1, 0]))
    s.sendto(b"three", ("fd00:2::2", 9))
    wait_readable(raw)
    return readable(alone) and not readable(isolated) and kept(fresh("udp6"), "IPV6_ROUTER_ALERT_ISOLATE", 1) == 1


def narrow_path(s, target=("fd00:2::2", 9)):
    """Connects and sends until the MTU of the path is known."""
    s.connect(target)
    while got(s, "IPV6_MTU") == 1500:
        refused(s.send, bytes(1400))


@claim("IPV6_MTU_DISCOVER", "whether a packet too large is fragmented by the sender or refused with EMSGSIZE", "IPv6 "
                            "routers never fragment", root=True)
@claim("IPV6_MTU", "the known MTU of the path, only on a connected socket (ENOTCONN)", root=True)
@claim("IPV6_PATHMTU", "Destination and known MTU of the path to it", "only on a connected socket: otherwise ENOTCONN",
       root=True)
@claim("IPV6_DONTFRAG", "a datagram that does not fit the MTU of the path fails with EMSGSIZE", root=True)
@claim("IPV6_RECVPATHMTU", "Tells the program in a control message that the MTU of the path has become smaller than a "
                           "packet it sent", root=True)
def _():
    router, host = routed(mtu=1300)
    with host.inside():
        receiver = udp(socket.AF_INET6, "fd00:2::2")
    s = fresh("udp6")
    unconnected = refused(got, s, "IPV6_MTU"), refused(got, s, "IPV6_PATHMTU", 32)
    told = fresh("udp6")
    put(told, "IPV6_RECVPATHMTU", 1)
    put(told, "IPV6_DONTFRAG", 1)
    narrow_path(s)
    mtu, path = got(s, "IPV6_MTU"), struct.unpack_from("I", got(s, "IPV6_PATHMTU", 32), 28)[0]
    refusals = []
    for name, value in ("IPV6_MTU_DISCOVER", 2), ("IPV6_DONTFRAG", 1), ("IPV6_MTU_DISCOVER", 1), ("IPV6_MTU_DISCOVER", 0):
        one = fresh("udp6")
        put(one, name, value)
        refusals.append(refused(one.sendto, bytes(1400), receiver.getsockname()))
    whole = len(receiver.recv(9999))
    told.connect(receiver.getsockname())
    refused(told.send, bytes(1400))
    message = controls(told)[1]
    # what the router could not pass on did not come in pieces: the first to come is what its sender cut
    return unconnected == ("ENOTCONN",) * 2 and mtu == path == 1300 and refusals == [
        "EMSGSIZE", "EMSGSIZE", None, None] and whole == 1400 and struct.unpack_from(
        "I", message[IPV6, 61], 28)[0] == 1300


@claim("IPV6_MTU", "Set: the size of the pieces when this socket fragments, at least 1280 (0: that of the path); what fits the "
                   "path leaves whole", "It does not read back what was set", root=True)
def _():
    other = two_hosts()
    with other.inside():
        receiver = udp(socket.AF_INET6, "fd00:1::2")
    put(receiver, "IPV6_RECVFRAGSIZE", 1)
    s = fresh("udp6")
    s.connect(receiver.getsockname())

    def pieces(size):
        s.send(bytes(size))
        largest = controls(receiver)[1].get(OPTIONS["IPV6_RECVFRAGSIZE"])
        return largest and number(largest)
    answers = [put_refused(s, "IPV6_MTU", n) for n in (1279, 1280)]
    sizes = [pieces(1400), pieces(2000)]
    put(s, "IPV6_MTU", 0)
    return answers == ["EINVAL", None] and sizes == [None, 1280] and pieces(2000) > 1400 and got(s, "IPV6_MTU") == 1500


@claim("IPV6_RECVERR", "ICMPv6 errors are queued for the socket with the address of the router, type and code", root=True)
@claim("IPV6_RECVERR_RFC4884", "where the RFC 4884 extensions (MPLS labels, for instance) begin", root=True)
@claim("IP_RECVERR_RFC4884", "where the RFC 4884 extensions (MPLS labels, for instance) begin", root=True)
def _():
    routed()
    s = fresh("udp6")
    put(s, "IPV6_RECVERR", 1)
    put(s, "IPV6_UNICAST_HOPS", 1)
    s.sendto(b"abc", ("fd00:2::2", 9))
    poll(s, 0, -1)
    error = controls(s, flags=MSG_ERRQUEUE)[1][IPV6, 25]
    return error[4:7] == bytes([3, 3, 0]) and socket.inet_ntop(10, error[24:40]) == "fd00:1::2" and extensions()


def extensions():
    """An ICMP time exceeded with an extension of MPLS behind 128 bytes: the length of what stands before it is told."""
    own_network()
    s = udp()
    put(s, "IP_RECVERR", 1)
    put(s, "IP_RECVERR_RFC4884", 1)
    port = s.getsockname()[1]
    quoted = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 36, 1, 0, 1, 17, 0, socket.inet_aton(LO), socket.inet_aton(LO))
    quoted = (quoted + struct.pack("!HHHH", port, 9, 16, 0)).ljust(128, b"\0")
    objects = struct.pack("!HBBI", 8, 1, 1, 0x12345178)
    extension = struct.pack("!BBH", 0x20, 0, 0) + objects
    extension = extension[:2] + struct.pack("!H", checksum(extension)) + objects
    message = struct.pack("!BBHBBH", 11, 0, 0, 0, 32, 0) + quoted + extension
    message = message[:2] + struct.pack("!H", checksum(message)) + message[4:]
    fresh("raw").sendto(message, (LO, 0))
    poll(s, 0, -1)
    error = controls(s, flags=MSG_ERRQUEUE)[1][IP, 11]
    # ee_data: struct sock_ee_data_rfc4884, its len is where they begin, counted in the data behind the UDP header
    length, flags = struct.unpack_from("HB", error, 12)
    return length == 128 - 20 - 8 and flags == 0


@claim("IPV6_V6ONLY", "before bind() (afterwards EINVAL)", "It must be set before bind (EINVAL afterwards)")
def _():
    s = fresh("udp6")
    s.bind((LO6, 0))
    return put_refused(s, "IPV6_V6ONLY", 0) == "EINVAL"


@claim("IPV6_V6ONLY", "1: the socket takes only IPv6", "0: also IPv4, seen as ::ffff:a.b.c.d", "0: one bound to :: takes "
       "IPv4 too, whose addresses it sees as ::ffff:192.0.2.1", "another server on 0.0.0.0 and the same port fails with "
                                                              "EADDRINUSE; with 1 there can be one for each")
def _():
    answers = []
    for value in 1, 0:
        s, other = fresh("tcp6"), fresh("tcp")
        put(s, "IPV6_V6ONLY", value)
        s.bind(("::", 0))
        s.listen()
        port = s.getsockname()[1]
        client = fresh("tcp")
        answers.append(refused(client.connect, (LO, port)))
        if value == 0:
            answers.append(s.accept()[1][0])
        other.close()
        other = fresh("tcp")
        answers.append(refused(other.bind, ("0.0.0.0", port)))
    return answers == ["ECONNREFUSED", None, None, "::ffff:127.0.0.1", "EADDRINUSE"]


@claim("IPV6_V6ONLY", "The default is net.ipv6.bindv6only on Linux", root=True)
def _():
    first = got(fresh("tcp6"), "IPV6_V6ONLY")
    sysctl("net.ipv6.bindv6only", 1)
    return (first, got(fresh("tcp6"), "IPV6_V6ONLY")) == (0, 1)


@claim("IPV6_JOIN_ANYCAST", "Makes this machine answer for an anycast address, as long as the socket is open", root=True)
@claim("IPV6_LEAVE_ANYCAST", "Stops answering for an anycast address; ENOENT if it was not joined", root=True)
def _():
    far = two_hosts()
    s, other, receiver = fresh("udp6"), fresh("udp6"), fresh("udp6")
    receiver.bind(("::", 0))
    request = socket.inet_pton(10, "fd00:1::77") + struct.pack("i", socket.if_nametoindex("near"))

    def joined():
        return "fd000001000000000000000000000077" in open("/proc/self/net/anycast6").read()
    never = put_refused(s, "IPV6_LEAVE_ANYCAST", request)
    put(s, "IPV6_JOIN_ANYCAST", request)
    put(other, "IPV6_JOIN_ANYCAST", request)
    states = [joined()]
    with far.inside():
        fresh("udp6").sendto(b"x", ("fd00:1::77", receiver.getsockname()[1]))
    answered = receiver.recv(9)
    put(s, "IPV6_LEAVE_ANYCAST", request)
    states.append(joined())
    other.close()
    return never == "ENOENT" and answered == b"x" and states == [True, True] and not joined()


@claim("IPV6_FLOWLABEL_MGR", "Leases, renews and gives back flow labels", "Reading needs a filled structure", root=True)
@claim("IPV6_FLOWINFO_SEND", "The flow label written in the destination address (sin6_flowinfo) is used to send; off, it "
                             "is ignored", root=True)
def _():
    s = fresh("udp6")

    # struct in6_flowlabel_req: address, label, action (0 get, 1 put, 2 renew), share (1 exclusive), flags (1 create)
    def request(action):
        return socket.inet_pton(10, LO6) + struct.pack("!I", 0x12345) + struct.pack("BBHHHI", action, 1, 1, 0, 100, 0)
    answers = [put_refused(s, "IPV6_FLOWLABEL_MGR", request(action)) for action in (0, 2)]
    without = from_lo(lambda: s.sendto(b"x", (LO6, 9, 0x12345, 0)))
    put(s, "IPV6_FLOWINFO_SEND", 1)
    label = from_lo(lambda: s.sendto(b"x", (LO6, 9, 0x12345, 0)))
    answers.append(put_refused(s, "IPV6_FLOWLABEL_MGR", request(1)))
    answers.append(put_refused(s, "IPV6_FLOWLABEL_MGR", request(1)))
    return answers == [None, None, None, "ESRCH"] and label[1:4].hex() == "012345" != without[1:4].hex() and refused(
        got, s, "IPV6_FLOWLABEL_MGR", 4) is not None


@claim("IPV6_HDRINCL", "the program writes the IPv6 header itself", root=True)
def _():
    s = socket.socket(10, 3, 255)
    header = struct.pack("!IHBB", 0x60000000, 8, 254, 7) + socket.inet_pton(10, "2001:db8::9") + socket.inet_pton(
        10, LO6)
    put(s, "IPV6_HDRINCL", 1)
    packet = from_lo(to(s, (LO6, 0), header + bytes(8)))
    return packet[:48] == header + bytes(8)


@claim("IPV6_PKTINFO", "As a control message of a send: its source address and interface", "IPV6_RECVPKTINFO delivers it",
       "As an option it gives the interface alone (Linux keeps the address and does not use it)", root=True)
def _():
    ip("addr add fd00:7::2/128 dev lo nodad")
    receiver, s = udp(socket.AF_INET6), fresh("udp6")
    request = socket.inet_pton(10, "fd00:7::2") + struct.pack("i", 0)
    put(receiver, "IPV6_RECVPKTINFO", 1)
    put(s, "IPV6_PKTINFO", request)
    s.sendto(b"x", receiver.getsockname())
    by_option = receiver.recvfrom(9)[1][0]
    s.sendmsg([b"x"], [(IPV6, 50, request)], 0, receiver.getsockname())
    by_message = receiver.recvfrom(9)[1][0]
    other = Net()
    link(None, other, 1)
    # the interface is the only hint of the way to a link-local address
    ip("neigh add fe80::9 lladdr 02:00:00:00:00:09 dev near")
    put(s, "IPV6_PKTINFO", bytes(16) + struct.pack("i", socket.if_nametoindex("near")))
    frame = sent_frame(lambda: s.sendto(b"INTERFACE", ("fe80::9", 9)), lambda f: f.endswith(b"INTERFACE"), "near")
    return (by_option, by_message) == (LO6, "fd00:7::2") and frame is not None


@claim("IPV6_RECVTCLASS", "Each datagram brings the traffic class it arrived with")
@claim("IPV6_TCLASS", "Traffic class of the packets sent")
def _():
    return number(brought("IPV6_RECVTCLASS", (IPV6, 67), family=socket.AF_INET6,
                          before=lambda s: put(s, "IPV6_TCLASS", 0xb8))) == 0xb8


@claim("IPV6_TCLASS", "two ECN bits, which TCP keeps for itself", "0 to 255; -1 returns to 0")
def _():
    s, t = fresh("udp6"), fresh("tcp6")
    answers = [put_refused(s, "IPV6_TCLASS", n) for n in (0, 255, 256, -2)]
    return answers == [None, None, "EINVAL", "EINVAL"] and kept(s, "IPV6_TCLASS", -1) == 0 and kept(
        t, "IPV6_TCLASS", 255) == 252


@claim("IPV6_AUTOFLOWLABEL", "The kernel gives each flow its own flow label", root=True)
def _():
    def labels(on):
        found = set()
        for _ in range(8):
            s = fresh("udp6")
            put(s, "IPV6_AUTOFLOWLABEL", on)
            s.bind((LO6, 0))
            s.connect((LO6, 9))
            found.add(from_lo(lambda: s.send(b"x"))[1:4])
        return found
    return labels(0) == {b"\0\0\0"} and len(labels(1)) > 1


@claim("IPV6_ADDR_PREFERENCES", "Contradictory bits: EINVAL; the rest is completed by the kernel")
def _():
    s = fresh("udp6")
    # 1 temporary, 2 public, 0x100 either of both; 4 care-of, 0x400 home
    return [put_refused(s, "IPV6_ADDR_PREFERENCES", n) for n in (3, 0x404, 1)] == ["EINVAL", "EINVAL", None] and got(
        s, "IPV6_ADDR_PREFERENCES") & 1 == 1
