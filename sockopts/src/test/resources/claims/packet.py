"""What is said of packet sockets that share memory with the kernel or their frames with each other."""
import mmap
import os
import socket
import struct
import time

from kit import *

# linux/if_packet.h: states of a slot, ways of a group to choose
SEND_REQUEST, WRONG_FORMAT = 1, 4
BY_FLOW, IN_TURN, BY_CPU, CBPF, EBPF, ROLLOVER, IGNORE_OUTGOING = 0, 1, 2, 6, 7, 0x1000, 0x4000
# 2 blocks of 4096 bytes with 32 slots of 256 bytes
SLOT, RING = 256, struct.pack("4I", 4096, 2, 256, 32)


def incoming(*options):
    """A packet socket that sees each frame of lo once."""
    s = sniffer("lo")
    for name, value in (("PACKET_IGNORE_OUTGOING", 1), *options):
        put(s, name, value)
    s.setblocking(False)
    return s


def datagrams(count=1, size=5):
    """Sends them to somebody, or ICMP would come back."""
    receiver, s = udp(), fresh("udp")
    for _ in range(count):
        s.sendto(bytes(size), receiver.getsockname())


def sizes(s):
    found = []
    # a socket with a ring is readable when the ring is
    while not refused(lambda: found.append(len(s.recv(65536)))):
        pass
    return found


def mapped(s):
    return mmap.mmap(s.fileno(), 8192, mmap.MAP_SHARED, mmap.PROT_READ | mmap.PROT_WRITE)


def frame(text):
    # the type is one for experiments (IEEE 802)
    return bytes(12) + b"\x88\xb5" + text


def sending(*options):
    """A socket with a send ring, and the ring."""
    s = fresh("packet")
    s.bind(("lo", 3))
    for name, value in options:
        put(s, name, value)
    put(s, "PACKET_TX_RING", RING)
    return s, mapped(s)


def slot(ring, number, text, length=None, at=32):
    """Fills one (struct tpacket_hdr): the frame begins behind the header of 32 bytes, as a rule."""
    start, data = number * SLOT, frame(text)
    struct.pack_into("Q", ring, start, SEND_REQUEST)
    struct.pack_into("I", ring, start + 8, length or len(data))
    ring[start + at:start + at + len(data)] = data


def state(ring, number):
    return struct.unpack_from("Q", ring, number * SLOT)[0]


def texts(s):
    found = []
    while readable(s):
        data = s.recv(65536)
        if data[12:14] == b"\x88\xb5":
            found.append(data[14:])
    return found


def group(way, *options, members=2):
    return [incoming(*options, ("PACKET_FANOUT", 77 | (way | IGNORE_OUTGOING) << 16)) for _ in range(members)]


@claim("PACKET_COPY_THRESH", "a frame that its slot has to cut is queued whole", "0: it is only cut", root=True)
def _():
    off, on = incoming(("PACKET_RX_RING", RING)), incoming(("PACKET_COPY_THRESH", 1), ("PACKET_RX_RING", RING))
    datagrams(size=1000)
    return got(off, "PACKET_COPY_THRESH") == 0 and sizes(off) == [] and sizes(on) == [1042]


@claim("PACKET_ORIGDEV", "the address of each frame names the interface that it arrived on first", root=True)
def _():
    other = two_hosts()
    ip("link add link near name above address 02:00:00:00:00:07 type macvlan", "link set above up")
    told = []
    for value in 0, 1:
        s = sniffer("above", 0x88b5)
        put(s, "PACKET_ORIGDEV", value)
        with other.inside():
            sender = sniffer("far")
        sender.send(bytes.fromhex("020000000007") + frame(b"x")[6:])
        told.append(s.recvfrom(99)[1][0])
    return told == ["above", "near"]


@claim("PACKET_HDRLEN", "how many bytes the header of a frame takes in the ring",
       "The program writes the version it means into the buffer before it asks; 0 is TPACKET_V1", root=True)
def _():
    s = fresh("packet")
    # struct tpacket_hdr, tpacket2_hdr, tpacket3_hdr
    answers = [c_got(s, "PACKET_HDRLEN", struct.pack("i", version)) for version in range(4)]
    return answers == [struct.pack("i", 32), struct.pack("i", 32), struct.pack("i", 48), "EINVAL"]


@claim("PACKET_TX_RING", "creates a ring of memory shared with the kernel from which frames leave, many of them with one "
                         "send", root=True)
def _():
    seen = incoming()
    s, ring = sending()
    for number in range(3):
        slot(ring, number, b"%d" % number)
    before = texts(seen)
    s.send(b"")
    return before == [] and texts(seen) == [b"0", b"1", b"2"]


@claim("PACKET_LOSS", "a frame with a wrong header is skipped", "Off, it is marked TP_STATUS_WRONG_FORMAT and the send ends "
                                                                "there", root=True)
def _():
    def sent(loss):
        seen = incoming()
        s, ring = sending(("PACKET_LOSS", loss))
        slot(ring, 0, b"too long", length=100000)
        slot(ring, 1, b"good")
        failed = refused(s.send, b"")
        return failed is not None, state(ring, 0), texts(seen)
    return [sent(0), sent(1)] == [(True, WRONG_FORMAT, []), (False, 0, [b"good"])]


@claim("PACKET_LOSS", "Set it before the ring; EBUSY afterwards", root=True)
def _():
    return put_refused(sending()[0], "PACKET_LOSS", 1) == "EBUSY"


@claim("PACKET_TX_HAS_OFF", "each slot tells at which of its bytes the frame begins", "Off, it is the same one in all",
       root=True)
def _():
    def sent(*options):
        seen = incoming()
        s, ring = sending(*options)
        for number, at in (0, 100), (1, 150):
            # tp_mac
            slot(ring, number, b"behind the header")
            slot(ring, number, b"at %d" % at, length=len(frame(b"at 100")), at=at)
            struct.pack_into("H", ring, number * SLOT + 16, at)
        s.send(b"")
        return texts(seen)
    return [sent(), sent(("PACKET_TX_HAS_OFF", 1))] == [[b"behind"] * 2, [b"at 100", b"at 150"]]


@claim("PACKET_TX_HAS_OFF", "Set it before the ring; afterwards it is accepted and ignored", root=True)
def _():
    late, early = sending()[0], fresh("packet")
    return put_refused(late, "PACKET_TX_HAS_OFF", 1) is None and got(late, "PACKET_TX_HAS_OFF") == 0 and kept(
        early, "PACKET_TX_HAS_OFF", 1) == 1


@claim("PACKET_VNET_HDR", "a header of virtio (struct virtio_net_hdr) goes before each frame", root=True)
@claim("PACKET_VNET_HDR_SZ", "10 bytes, or 12 with the field for joined buffers; 0 is none", root=True)
def _():
    plain, header = incoming(), incoming(("PACKET_VNET_HDR", 1))
    ten, twelve, none = (incoming(("PACKET_VNET_HDR_SZ", size)) for size in (10, 12, 0))
    datagrams()
    size = 14 + 20 + 8 + 5
    return [sizes(s) for s in (plain, header, ten, twelve, none)] == [
        [size], [size + 10], [size + 10], [size + 12], [size]] and put_refused(none, "PACKET_VNET_HDR_SZ", 11) == "EINVAL"


@claim("PACKET_VNET_HDR", "EINVAL on sockets of SOCK_DGRAM", root=True)
def _():
    return put_refused(socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM), "PACKET_VNET_HDR", 1) == "EINVAL"


@claim("PACKET_TX_TIMESTAMP", "the control message (struct sock_extended_err) that comes with the time stamp of a "
                              "frame sent, on the error queue; SO_TIMESTAMPING asks for it", root=True)
def _():
    s = fresh("packet")
    s.bind(("lo", 3))
    s.send(frame(b"x"))
    before = poll(s)
    # SOF_TIMESTAMPING_TX_SOFTWARE, SOF_TIMESTAMPING_SOFTWARE
    put(s, "SO_TIMESTAMPING", 2 | 16)
    s.send(frame(b"x"))
    messages = controls(s, flags=MSG_ERRQUEUE)[1]
    return before == 0 and set(messages) == {OPTIONS["PACKET_TX_TIMESTAMP"], OPTIONS["SO_TIMESTAMPING"]}


@claim("PACKET_TX_TIMESTAMP", "It is not an option", root=True)
def _():
    s = fresh("packet")
    return put_refused(s, "PACKET_TX_TIMESTAMP", 1) == "ENOPROTOOPT" == refused(got, s, "PACKET_TX_TIMESTAMP")


@claim("PACKET_TIMESTAMP", "that of the network card, where it has one; else the kernel's", root=True)
def _():
    s = incoming(("PACKET_TIMESTAMP", 0x40), ("PACKET_RX_RING", RING))
    ring = mapped(s)
    datagrams()
    while state(ring, 0) == 0:
        pass
    # TP_STATUS_TS_RAW_HARDWARE; tp_sec
    return not state(ring, 0) & 1 << 31 and abs(struct.unpack_from("I", ring, 20)[0] - time.time()) < 3600


@claim("PACKET_FANOUT", "several of them join a group, and each frame goes to one of them",
       "The low 16 bits are the number of the group, the high ones how it chooses: 0 by flow, 1 in turn, 2 by processor",
       root=True)
def _():
    def shares(way):
        members = group(way)
        datagrams(10)
        return [len(sizes(s)) for s in members]
    flow, turn = sorted(shares(BY_FLOW)), shares(IN_TURN)
    here = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, [here])
    processor = shares(BY_CPU)
    return flow == [0, 10] and turn == [5, 5] and processor[here % 2] == 10 and sum(processor) == 10


@claim("PACKET_FANOUT", "EINVAL on a socket that receives nothing (protocol 0)", root=True)
def _():
    return put_refused(fresh("packet"), "PACKET_FANOUT", 77) == "EINVAL"


@claim("PACKET_FANOUT_DATA", "the BPF program that chooses a socket in a PACKET_FANOUT group of the mode "
                             "PACKET_FANOUT_CBPF or PACKET_FANOUT_EBPF", "EINVAL in other groups and outside of one",
       root=True)
def _():
    shares = []
    for chosen in 0, 1:
        for way in CBPF, EBPF:
            members = group(way)
            if way == CBPF:
                attach(members[0], returns(chosen), "PACKET_FANOUT_DATA")
            else:
                # r0 = chosen; exit
                put(members[0], "PACKET_FANOUT_DATA", bpf((0xb7, 0, 0, chosen), (0x95, 0, 0, 0)))
            datagrams(10)
            shares.append([len(sizes(s)) for s in members])
            for s in members:
                s.close()
    elsewhere = [put_refused(s, "PACKET_FANOUT_DATA", returns(0).raw[:16]) for s in (incoming(), group(IN_TURN)[0])]
    return shares == [[10, 0], [10, 0], [0, 10], [0, 10]] and elsewhere == ["EINVAL", "EINVAL"]


@claim("PACKET_ROLLOVER_STATS", "frames handed on, those of huge flows among them, those that nobody could take",
       "EINVAL in other groups and outside of one", root=True)
def _():
    elsewhere = []
    for s in incoming(), group(IN_TURN)[0]:
        elsewhere.append(refused(got, s, "PACKET_ROLLOVER_STATS", 24))
        s.close()
    # of one flow: one socket fills up, then the other; a buffer so large that the flow is known to be huge before
    members = group(BY_FLOW | ROLLOVER, ("SO_RCVBUF", 100000))

    def stats():
        return [sum(x) for x in zip(*(struct.unpack("3Q", got(s, "PACKET_ROLLOVER_STATS", 24)) for s in members))]
    datagrams(1)
    quiet = stats()
    datagrams(1000)
    handed, huge, nobody = stats()
    return elsewhere == ["EINVAL", "EINVAL"] and quiet == [0, 0, 0] and 0 < huge <= handed and nobody > 0


@claim("PACKET_QDISC_BYPASS", "what is sent goes straight to the driver, past the queueing discipline of the interface",
       root=True)
def _():
    other = two_hosts()
    with other.inside():
        seen = sniffer("far", 0x88b5)
    # a discipline that lets no frame of more than 10 bytes pass
    tool("tc", "qdisc", "replace", "dev", "near", "root", "tbf", "rate", "8bit", "burst", "10", "limit", "1000")
    for value in 0, 1:
        s = fresh("packet")
        s.bind(("near", 3))
        put(s, "PACKET_QDISC_BYPASS", value)
        refused(s.send, b"\xff" * 6 + frame(b"%d" % value)[6:])
    return seen.recv(99)[14:] == b"1"
