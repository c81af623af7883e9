"""The options of UDP, UDP-Lite, ICMP and packet sockets."""
import mmap

from internet import from_lo, to
from kit import *
from sol_socket import all_frames


@claim("UDP_CORK", "Gathers several sends in one datagram, which leaves when the option is turned off", "MSG_MORE does the "
                                                                                                     "same for one send")
def _():
    receiver, s = udp(), fresh("udp")
    s.connect(receiver.getsockname())
    put(s, "UDP_CORK", 1)
    s.send(b"ab")
    s.send(b"cd")
    early = readable(receiver)
    put(s, "UDP_CORK", 0)
    s.send(b"ef", MSG_MORE)
    s.send(b"gh")
    return not early and receiver.recv(9) == b"abcd" and receiver.recv(9) == b"efgh"


@claim("UDP_ENCAP", "Only the known types are accepted")
def _():
    # 0 none, 2 IPsec; 77 nobody's
    return [put_refused(fresh("udp"), "UDP_ENCAP", n) for n in (0, 2, 77)] == [None, None, "ENOPROTOOPT"]


@claim("UDP_NO_CHECK6_RX", "Accepts UDP over IPv6 with checksum 0, which is otherwise dropped", root=True)
def _():
    receiver, raw = udp(socket.AF_INET6), fresh("rawudp6")
    put(raw, "IPV6_HDRINCL", 1)
    port = receiver.getsockname()[1]

    def send(data):
        datagram = struct.pack("!HHHH", 9, port, 8 + len(data), 0) + data
        header = struct.pack("!IHBB", 0x60000000, len(datagram), 17, 64) + 2 * socket.inet_pton(10, LO6)
        raw.sendto(header + datagram, (LO6, 0))
    send(b"first")
    put(receiver, "UDP_NO_CHECK6_RX", 1)
    send(b"second")
    return receiver.recv(9) == b"second"


@claim("UDP_SEGMENT", "One large send leaves as many datagrams of this size in bytes (GSO)", "0, none; up to 65535")
@claim("UDP_GRO", "Receives several datagrams of one sender joined in a single buffer; a control message gives the size of "
                  "each")
def _():
    receiver, joined, s = udp(), udp(), fresh("udp")
    put(s, "UDP_SEGMENT", 3)
    put(joined, "UDP_GRO", 1)
    s.sendto(b"abcdefgh", receiver.getsockname())
    s.sendto(b"abcdefgh", joined.getsockname())
    data, messages = controls(joined)
    answers = [put_refused(s, "UDP_SEGMENT", n) for n in (0, 65535, 65536)]
    return [receiver.recv(9) for _ in range(3)] == [b"abc", b"def", b"gh"] and data == b"abcdefgh" and struct.unpack(
        "i", messages[OPTIONS["UDP_GRO"]])[0] == 3 and answers == [None, None, "EINVAL"]


def lite():
    s = fresh("udplite")
    s.bind((LO, 0))
    return s


@claim("UDPLITE_SEND_CSCOV", "bytes from the header on that the checksum covers when sending; 0, all", root=True)
@claim("UDPLITE_RECV_CSCOV", "least coverage of the checksum to accept; datagrams with less are dropped", root=True)
def _():
    receiver, s = lite(), lite()

    def coverage(value):
        put(s, "UDPLITE_SEND_CSCOV", value)
        # it stands in the place of the length
        return struct.unpack("!H", from_lo(to(s, receiver.getsockname(), b"abcdefgh"))[24:26])[0]
    fields = coverage(0), coverage(10)
    while readable(receiver):
        receiver.recv(9)
    put(receiver, "UDPLITE_RECV_CSCOV", 12)
    for value, data in (10, b"dropped!"), (12, b"accepted"):
        put(s, "UDPLITE_SEND_CSCOV", value)
        s.sendto(data, receiver.getsockname())
    return fields[0] in (0, 16) and fields[1] == 10 and receiver.recv(9) == b"accepted"


@claim("ICMP_FILTER", "bit mask of the types not wanted (bit n set hides type n, up to 31)", root=True)
def _():
    raw, every = fresh("raw"), fresh("raw")
    put(raw, "ICMP_FILTER", struct.pack("I", ~(1 << 0) & 0xffffffff))
    request = struct.pack("!BBHI", 8, 0, 0, 0)
    request = request[:2] + struct.pack("!H", checksum(request)) + request[4:]
    every.sendto(request, (LO, 0))
    # request and reply come to lo; hidden is the request
    return [every.recv(99)[20], every.recv(99)[20]] == [8, 0] and raw.recv(99)[20] == 0 and not readable(raw)


@claim("ICMPV6_FILTER", "256 bits, one per type, in 8 numbers; a bit set blocks that type", root=True)
def _():
    raw, every = fresh("raw6"), fresh("raw6")
    mask = [0xffffffff] * 8
    mask[129 // 32] &= ~(1 << 129 % 32)
    put(raw, "ICMPV6_FILTER", struct.pack("8I", *mask))
    every.sendto(struct.pack("!BBHI", 128, 0, 0, 0), (LO6, 0))
    return [every.recv(99)[0], every.recv(99)[0]] == [128, 129] and raw.recv(99)[0] == 129 and not readable(raw)


def membership(kind, interface="lo", address=b""):
    """struct packet_mreq."""
    return struct.pack("iHH8s", socket.if_nametoindex(interface), kind, len(address), address)


@claim("PACKET_ADD_MEMBERSHIP", "turns promiscuous mode on, or receives a link-layer group, while the socket is open",
       root=True)
@claim("PACKET_DROP_MEMBERSHIP", "undoes PACKET_ADD_MEMBERSHIP; closing the socket does it too", root=True)
def _():
    two_hosts()

    def state():
        return "promiscuity 1" in tool("ip", "-d", "link", "show", "near"), "01:00:5e:00:00:77" in tool(
            "ip", "maddr", "show", "near")
    s, other = sniffer("near"), sniffer("near")
    states = [state()]
    for request in membership(1, "near"), membership(0, "near", bytes.fromhex("01005e000077")):
        put(s, "PACKET_ADD_MEMBERSHIP", request)
        states.append(state())
        put(s, "PACKET_DROP_MEMBERSHIP", request)
        put(other, "PACKET_ADD_MEMBERSHIP", request)
    states.append(state())
    other.close()
    return states == [(False, False), (True, False), (True, True), (True, True)] and state() == (False, False)


@claim("PACKET_RX_RING", "a ring of memory shared with the kernel in which frames arrive without a system call each",
       root=True)
def _():
    own_network()
    s = sniffer("lo")
    put(s, "PACKET_RX_RING", struct.pack("4I", 4096, 1, 2048, 2))
    ring = mmap.mmap(s.fileno(), 4096, mmap.MAP_SHARED, mmap.PROT_READ | mmap.PROT_WRITE)
    fresh("udp").sendto(b"IN THE RING", (LO, 9))
    # tp_status: the kernel has given it
    while struct.unpack_from("Q", ring)[0] == 0:
        pass
    return b"IN THE RING" in ring[:2048]


@claim("PACKET_STATISTICS", "frames seen and frames dropped since the last read; the first figure includes the dropped "
                            "ones", "reading sets it to zero", root=True)
def _():
    s = sniffer("lo")
    put(s, "SO_RCVBUF", 3000)
    for _ in range(50):
        fresh("udp").sendto(bytes(1000), (LO, 9))
    seen, lost = struct.unpack("II", got(s, "PACKET_STATISTICS", 8))
    return 0 < lost < seen and seen >= 100 and got(s, "PACKET_STATISTICS", 8) == bytes(8)


@claim("PACKET_AUXDATA", "each frame brings its real length, VLAN tag and state of its checksum", root=True)
def _():
    s = sniffer("lo")
    put(s, "PACKET_AUXDATA", 1)
    fresh("udp").sendto(bytes(1000), (LO, 9))
    data, messages = controls(s, 50)
    length = struct.unpack_from("I", messages[OPTIONS["PACKET_AUXDATA"]], 4)[0]
    return len(data) == 50 and length == 14 + 20 + 8 + 1000


@claim("PACKET_RESERVE", "bytes left free before each frame of the ring", root=True)
def _():
    def network_header(reserve):
        own_network()
        s = sniffer("lo")
        put(s, "PACKET_RESERVE", reserve)
        put(s, "PACKET_RX_RING", struct.pack("4I", 4096, 1, 2048, 2))
        ring = mmap.mmap(s.fileno(), 4096, mmap.MAP_SHARED, mmap.PROT_READ | mmap.PROT_WRITE)
        fresh("udp").sendto(b"x", (LO, 9))
        while struct.unpack_from("Q", ring)[0] == 0:
            pass
        # tp_mac of struct tpacket_hdr
        return struct.unpack_from("H", ring, 16)[0]
    return network_header(16) - network_header(0) == 16


@claim("PACKET_VERSION", "format of the headers in the ring (TPACKET_V1, V2, V3)", root=True)
def _():
    s = fresh("packet")
    return [put_refused(s, "PACKET_VERSION", n) for n in range(4)] == [None, None, None, "EINVAL"]


@claim("PACKET_IGNORE_OUTGOING", "do not deliver the frames that this machine sends", "On lo, where each frame would be "
                                                                                     "seen twice, it is seen once",
       root=True)
def _():
    every, once = sniffer("lo"), sniffer("lo")
    put(once, "PACKET_IGNORE_OUTGOING", 1)
    receiver = udp()
    fresh("udp").sendto(b"SEEN", receiver.getsockname())
    return [sum(f.endswith(b"SEEN") for f in all_frames(s)) for s in (every, once)] == [2, 1]
