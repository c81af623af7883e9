"""What is said of AF_XDP sockets: what they send and receive without a network card that knows them."""
import ctypes
import mmap
import socket
import struct

from kit import *

RX, TX, FILL, COMPLETION = "XDP_RX_RING", "XDP_TX_RING", "XDP_UMEM_FILL_RING", "XDP_UMEM_COMPLETION_RING"
RINGS = {RX: 0, TX: 0x80000000, FILL: 0x100000000, COMPLETION: 0x180000000}
# the parts of a ring, in the order that XDP_MMAP_OFFSETS tells
PRODUCER, CONSUMER, SLOTS = range(3)
PIECE, COPY, SKB_MODE = 2048, 2, 2


def registered():
    """An AF_XDP socket and its memory of 64 pieces."""
    s, memory = fresh("xdp"), mmap.mmap(-1, 64 * PIECE)
    # struct xdp_umem_reg
    address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
    put(s, "XDP_UMEM_REG", struct.pack("QQIIII", address, 64 * PIECE, PIECE, 0, 0, 0))
    return s, memory


class Rings:
    """An AF_XDP socket with its four rings."""

    def __init__(self):
        self.s, self.memory = registered()
        for name in RINGS:
            put(self.s, name, 64)
        offsets = struct.unpack("16Q", got(self.s, "XDP_MMAP_OFFSETS", 128))
        self.offsets = {name: offsets[i * 4:i * 4 + 4] for i, name in enumerate(RINGS)}
        self.rings = {name: mmap.mmap(self.s.fileno(), 4096, mmap.MAP_SHARED, mmap.PROT_READ | mmap.PROT_WRITE, offset=at)
                      for name, at in RINGS.items()}

    def number(self, ring, part):
        return struct.unpack_from("I", self.rings[ring], self.offsets[ring][part])[0]

    def entry(self, ring, part, size):
        return self.offsets[ring][SLOTS] + self.number(ring, part) % 64 * size

    def step(self, ring, part):
        struct.pack_into("I", self.rings[ring], self.offsets[ring][part], self.number(ring, part) + 1)

    def put(self, ring, entry):
        """Gives the kernel one entry: here the program is the producer."""
        at = self.entry(ring, PRODUCER, len(entry))
        self.rings[ring][at:at + len(entry)] = entry
        self.step(ring, PRODUCER)

    def waiting(self, ring):
        """How many entries the kernel gave: here it is the producer."""
        return self.number(ring, PRODUCER) - self.number(ring, CONSUMER)

    def take(self, ring, size):
        at = self.entry(ring, CONSUMER, size)
        entry = self.rings[ring][at:at + size]
        self.step(ring, CONSUMER)
        return entry

    def send(self, *frames):
        """Puts frames into the send ring (struct xdp_desc) and lets the kernel take them: the name of the error."""
        for i, data in enumerate(frames):
            self.memory[i * PIECE:i * PIECE + len(data)] = data
            self.put(TX, struct.pack("QII", i * PIECE, len(data), 0))
        return self.kick()

    def kick(self):
        return refused(self.s.send, b"", socket.MSG_DONTWAIT)

    def bind(self, interface):
        # struct sockaddr_xdp, an address that Python does not know
        address = struct.pack("HHIII", 44, COPY, socket.if_nametoindex(interface), 0, 0)
        if libc.bind(self.s.fileno(), address, len(address)) != 0:
            raise OSError(ctypes.get_errno(), "bind")

    def statistics(self):
        return struct.unpack("6Q", got(self.s, "XDP_STATISTICS", 48))


def frame(text):
    # the type is one for experiments (IEEE 802)
    return b"\xff" * 6 + bytes(6) + b"\x88\xb5" + text.ljust(46)


def far_end():
    """A socket at the other end of a cable whose MTU lets the kernel send nothing of IPv6 by itself."""
    with two_hosts(1000).inside():
        return sniffer("far", 0x88b5)


def receive(interface, xdp):
    """An XDP program that gives every frame of the interface to the socket."""
    # BPF_MAP_CREATE of an XSKMAP with one entry
    sockets = bpf_call(0, struct.pack("IIII", 17, 4, 4, 1))
    key, value = ctypes.create_string_buffer(4), ctypes.create_string_buffer(struct.pack("I", xdp.s.fileno()), 4)
    bpf_call(2, struct.pack("IxxxxQQQ", sockets, ctypes.addressof(key), ctypes.addressof(value), 0))
    # return bpf_redirect_map(&sockets, 0, XDP_PASS)
    program = bpf((0x18, 0x11, 0, sockets), (0, 0, 0, 0), (0xb7, 2, 0, 0), (0xb7, 3, 0, 2), (0x85, 0, 0, 51),
                  (0x95, 0, 0, 0), kind=6)
    # BPF_LINK_CREATE, BPF_XDP: it stays as long as the descriptor
    return bpf_call(28, struct.pack("IIII", program, socket.if_nametoindex(interface), 37, SKB_MODE))


@claim(RX, "with so many slots, a power of 2; only once", root=True)
@claim(TX, "with so many slots, a power of 2; only once", root=True)
@claim(FILL, "with so many slots, a power of 2", root=True)
@claim(COMPLETION, "with so many slots, a power of 2", root=True)
def _():
    def answers(name):
        s = registered()[0]
        return [put_refused(s, name, slots) for slots in (63, 64, 64)]
    return [answers(name) for name in (RX, TX)] == [["EINVAL", None, "EINVAL"]] * 2 and [
        answers(name)[:2] for name in (FILL, COMPLETION)] == [["EINVAL", None]] * 2


@claim("XDP_UMEM_REG", "registers the memory of the program that the frames lie in, cut into pieces of one size", root=True)
@claim("XDP_MMAP_OFFSETS", "where in each ring its parts lie, four numbers a ring: producer, consumer, descriptors, flags; "
                           "the rings are receive, send, fill and completion", root=True)
@claim(TX, "creates the ring from which frames leave", root=True)
@claim(COMPLETION, "in which the kernel gives back the pieces whose frames have left", root=True)
@claim(RX, "creates the ring in which frames arrive", root=True)
@claim(FILL, "in which the program hands the kernel free pieces of its memory", root=True)
@claim("XDP_OPTIONS", "one bit, whether frames pass between the network card and the program without a copy", root=True)
def _():
    seen = far_end()
    xdp = Rings()
    xdp.bind("near")
    link = receive("near", xdp)
    xdp.send(frame(b"one"), frame(b"two"))
    sent = [seen.recv(99)[14:17] for _ in range(2)]
    while xdp.waiting(COMPLETION) < 2:
        xdp.kick()
    back = [struct.unpack("Q", xdp.take(COMPLETION, 8))[0] for _ in range(2)]
    xdp.put(FILL, struct.pack("Q", 7 * PIECE))
    seen.send(frame(b"three"))
    while xdp.waiting(RX) < 1:
        pass
    at, length, _ = struct.unpack("QII", xdp.take(RX, 16))
    return sent == [b"one", b"two"] and back == [0, PIECE] and at // PIECE == 7 and (
        xdp.memory[at:at + length] == frame(b"three")) and got(xdp.s, "XDP_OPTIONS") == 0 and link > 0


@claim("XDP_STATISTICS", "six counters: frames dropped", "wrong ones sent", "frames for which the receive ring was full, times "
                         "that the fill ring and the send ring were empty", root=True)
def _():
    sender = far_end()
    xdp = Rings()
    xdp.bind("near")
    link = receive("near", xdp)

    def arrives(*pieces, counted):
        """Hands pieces over, lets a frame come and waits for what it changes."""
        for piece in pieces:
            xdp.put(FILL, struct.pack("Q", piece * PIECE))
        sender.send(frame(b"x"))
        while not counted():
            pass
    for n in range(64):
        arrives(n, counted=lambda: xdp.waiting(RX) == n + 1)
    quiet = xdp.statistics()
    arrives(5, counted=lambda: xdp.statistics()[3] == 1)
    for _ in range(64):
        xdp.take(RX, 16)
    # the piece that the full ring left
    arrives(counted=lambda: xdp.waiting(RX) == 1)
    arrives(counted=lambda: xdp.statistics()[0] == 1)
    xdp.kick()
    # a piece outside of the memory
    xdp.put(TX, struct.pack("QII", 64 * PIECE, 60, 0))
    xdp.kick()
    dropped, _, wrong, full, no_piece, nothing = xdp.statistics()
    return link > 0 and quiet == (0,) * 6 and (dropped, wrong, full, no_piece, nothing) == (1, 1, 1, 1, 1)


@claim("XDP_MAX_TX_SKB_BUDGET", "how many frames one send takes along where they are copied, from 32 to the size of the send "
                                "ring; else EACCES", root=True)
def _():
    far_end()

    def taken(interface, *budgets):
        xdp = Rings()
        answers = [put_refused(xdp.s, "XDP_MAX_TX_SKB_BUDGET", budget) for budget in budgets]
        xdp.bind(interface)
        answers.append(xdp.send(*[frame(b"%d" % n) for n in range(40)]))
        return answers, xdp.number(TX, CONSUMER)
    # each has an interface, whose queue belongs to one socket
    return [taken("near", 31, 65, 64, 32), taken("lo", 64)] == [
        (["EACCES", "EACCES", None, None, "EAGAIN"], 32), ([None, None], 40)]
