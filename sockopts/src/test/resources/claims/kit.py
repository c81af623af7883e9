"""What the experiments of claims.py share: options by name, sockets of each kind, networks of their own."""
import contextlib
import ctypes
import errno
import fcntl
import json
import os
import pathlib
import select
import socket
import struct
import subprocess
import termios
import time

ROOT = os.geteuid() == 0
LO, LO6, NOBODY = "127.0.0.1", "::1", 65534
SOL, IP, IPV6, TCP, UDP = socket.SOL_SOCKET, socket.IPPROTO_IP, socket.IPPROTO_IPV6, 6, 17
MSG_ERRQUEUE, MSG_ZEROCOPY, MSG_MORE = 0x2000, 0x4000000, 0x8000

LEVELS = {"SOL_SOCKET": 1, "IPPROTO_IP": 0, "IPPROTO_IPV6": 41, "IPPROTO_TCP": 6, "IPPROTO_UDP": 17,
          "IPPROTO_UDPLITE": 136, "IPPROTO_ICMP": 1, "IPPROTO_ICMPV6": 58, "IPPROTO_RAW": 255, "SOL_RAW": 255,
          "SOL_PACKET": 263, "AF_VSOCK": 40, "SOL_CAN_J1939": 107, "SOL_NETLINK": 270, "SOL_XDP": 283, "SOL_MPTCP": 284}
KINDS = {"tcp": (2, 1, 0), "udp": (2, 2, 0), "tcp6": (10, 1, 0), "udp6": (10, 2, 0), "raw": (2, 3, 1),
         "raw6": (10, 3, 58), "packet": (17, 3, 0), "unix": (1, 1, 0), "unix datagram": (1, 2, 0),
         "udplite": (2, 2, 136), "mptcp": (2, 1, 262), "rawest": (10, 3, 255), "rawudp": (2, 3, 17),
         "rawudp6": (10, 3, 17), "vsock": (40, 1, 0), "ping": (2, 2, 1), "netlink": (16, 3, 0),
         "xdp": (44, 3, 0)}

OPTIONS = {}
TABLE = pathlib.Path(__file__).parents[3] / "main/resources/sockets/sockopts/options.tsv"
for row in TABLE.read_text().splitlines():
    columns = row.split("\t")
    if len(columns) > 2 and columns[1] in LEVELS and columns[2].isdigit():
        OPTIONS[columns[0]] = LEVELS[columns[1]], int(columns[2])

CLAIMS = []
libc = ctypes.CDLL(None, use_errno=True)


def claim(option, *words, root=False):
    """The experiment that follows shows these words of what is said of the option."""
    def add(experiment):
        CLAIMS.append((option, words, root, experiment))
        return experiment
    return add


# options

def put(s, name, value):
    s.setsockopt(*OPTIONS[name], value)


def got(s, name, size=0):
    return s.getsockopt(*OPTIONS[name], size) if size else s.getsockopt(*OPTIONS[name])


def error_name(number):
    # two names of one number in Linux
    return errno.errorcode[number].replace("ENOTSUP", "EOPNOTSUPP")


def refused(call, *arguments):
    """The name of the error; None if there is none."""
    try:
        call(*arguments)
    except OSError as e:
        return error_name(e.errno)


def put_refused(s, name, value):
    return refused(put, s, name, value)


def c_put(s, name, value):
    """Sets bytes as C does, where Python has rules of its own: the name of the error."""
    if libc.setsockopt(s.fileno(), *OPTIONS[name], value, len(value)) != 0:
        return error_name(ctypes.get_errno())


def c_got(s, name, filled):
    """What is read into a buffer that already says what is wanted, or the name of the error."""
    room, size = ctypes.create_string_buffer(filled, len(filled)), ctypes.c_uint(len(filled))
    if libc.getsockopt(s.fileno(), *OPTIONS[name], room, ctypes.byref(size)) != 0:
        return error_name(ctypes.get_errno())
    return room.raw[:size.value]


def wide(s, name, value=None):
    """Sets a number of 64 bits and reads it: Python passes none to a socket of AF_VSOCK."""
    if value is not None and c_put(s, name, struct.pack("Q", value)):
        raise OSError(ctypes.get_errno(), "setsockopt")
    return struct.unpack("Q", c_got(s, name, bytes(8)))[0]


def short(s, name, value):
    """Sets an int, as C would: the name of the error."""
    return c_put(s, name, struct.pack("i", value))


def kept(s, name, value):
    """What is read after a value was set."""
    put(s, name, value)
    return got(s, name)


def fresh(kind):
    return socket.socket(*KINDS[kind])


def sysctl(name, value=None):
    path = "/proc/sys/" + name.replace(".", "/")
    if value is not None:
        pathlib.Path(path).write_text(str(value))
    return pathlib.Path(path).read_text().strip()


# sockets

def udp(family=socket.AF_INET, address=None):
    s = socket.socket(family, socket.SOCK_DGRAM)
    s.bind((address or (LO if family == socket.AF_INET else LO6), 0))
    return s


def listener(*options, address=LO, family=socket.AF_INET, backlog=8):
    server = socket.socket(family)
    for name, value in options:
        put(server, name, value)
    server.bind((address, 0))
    server.listen(backlog)
    return server


def pair(*options, client=(), family=socket.AF_INET):
    """A client and its server's end, the options set on the listener."""
    server = listener(*options, family=family, address=LO if family == socket.AF_INET else LO6)
    end = socket.socket(family)
    for name, value in client:
        put(end, name, value)
    end.connect(server.getsockname())
    return end, server.accept()[0]


def readable(s):
    return bool(select.select([s], [], [], 0)[0])


def writable(s):
    return bool(select.select([], [s], [], 0)[1])


def poll(s, events=0, milliseconds=0):
    p = select.poll()
    p.register(s, events)
    return sum(found for _, found in p.poll(milliseconds))


def wait_readable(s):
    select.select([s], [], [])


def waiting(end):
    """Bytes that wait to be read."""
    return struct.unpack("i", fcntl.ioctl(end, termios.FIONREAD, b"1234"))[0]


def fill(client, piece=65536):
    """Sends without waiting until nothing more is taken, nor seconds later: the number of bytes."""
    client.setblocking(False)
    sent = 0
    while True:
        try:
            sent += client.send(bytes(piece))
        except BlockingIOError:
            if not select.select([], [client], [], 0.3)[1]:
                return sent


def controls(s, size=4096, flags=0):
    """The data and the control messages of one receive: (level, type) -> bytes."""
    data, messages, flags, sender = s.recvmsg(size, 4096, flags)
    return data, {(level, kind): value for level, kind, value in messages}


def brought(option, message=None, receiver=None, sender=None, value=1, data=b"x", family=socket.AF_INET,
            ancillary=(), before=lambda s: None):
    """The control message that a datagram brings once the option is on, after one that brings none."""
    receiver = receiver or udp(family)
    sender = sender or socket.socket(family, socket.SOCK_DGRAM)
    before(sender)
    level, number = OPTIONS[option]
    key = message or (level, number)
    sender.sendmsg([data], ancillary, 0, receiver.getsockname())
    without = controls(receiver)[1].get(key)
    put(receiver, option, value)
    sender.sendmsg([data], ancillary, 0, receiver.getsockname())
    found = controls(receiver)[1].get(key)
    return found if without is None else None


def in_child(experiment):
    """What an experiment returns (as JSON) in a process of its own."""
    r, w = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.write(w, json.dumps(experiment()).encode())
        finally:
            os._exit(0)
    os.close(w)
    with open(r, "rb") as answers:
        answer = answers.read()
    os.waitpid(pid, 0)
    return json.loads(answer)


def become(uid, groups=()):
    os.setgroups(groups)
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def as_nobody(experiment):
    """The same without any privilege."""
    def unprivileged():
        if ROOT:
            become(NOBODY)
        return experiment()
    return in_child(unprivileged)


def nobody_refused(kind, name, value):
    return as_nobody(lambda: put_refused(fresh(kind), name, value))


def filter_program(*instructions):
    """struct sock_fprog; the instructions must be kept as long as it is used."""
    packed = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *i) for i in instructions))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(instructions), ctypes.addressof(packed)))
    program.kept = packed
    return program


def returns(number):
    """The filter program that returns a number: how much to keep, or which socket."""
    return filter_program((6, 0, 0, number))


def attach(s, program, name="SO_ATTACH_FILTER"):
    put(s, name, program.raw[:16])


def bpf_call(command, attributes):
    """The system call of that name, which gives a descriptor."""
    room = ctypes.create_string_buffer(attributes.ljust(120, b"\0"))
    descriptor = libc.syscall(321 if os.uname().machine == "x86_64" else 280, command, room, 120)
    if descriptor < 0:
        raise OSError(ctypes.get_errno(), "bpf")
    return descriptor


def bpf(*instructions, kind=1):
    """Loads an extended BPF program (as a rule a socket filter), by its descriptor."""
    code = ctypes.create_string_buffer(b"".join(struct.pack("<BBhi", *i) for i in instructions))
    licence = ctypes.create_string_buffer(b"GPL")
    return bpf_call(5, struct.pack("IIQQ", kind, len(instructions), ctypes.addressof(code), ctypes.addressof(licence)))


# networks

def ip(*commands):
    """Commands of ip, one process for all."""
    subprocess.run(["ip", "-batch", "-"], input="\n".join(commands), text=True, check=True)


def tool(*words, stdin=None):
    return subprocess.run(words, input=stdin, text=True, check=True, stdout=subprocess.PIPE).stdout


def own_network():
    if libc.unshare(0x40000000) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    # multicast, too, finds its way where no other is
    ip("link set lo up", "route add 224.0.0.0/4 dev lo", "route add table local multicast ff00::/8 dev lo metric 9999")


class Net:
    """A network namespace of another host; the sockets that its functions make live there."""

    def __init__(self):
        home = os.open("/proc/self/ns/net", os.O_RDONLY)
        own_network()
        self.descriptor = os.open("/proc/self/ns/net", os.O_RDONLY)
        # ip names a namespace by a process that lives in it
        self.pid = os.fork()
        if self.pid == 0:
            libc.prctl(1, 9)
            while True:
                os.read(os.pipe()[0], 1)
        libc.setns(home, 0)

    @contextlib.contextmanager
    def inside(self):
        home = os.open("/proc/self/ns/net", os.O_RDONLY)
        libc.setns(self.descriptor, 0)
        try:
            yield
        finally:
            libc.setns(home, 0)
            os.close(home)


def wait_running(interface):
    """Until a cable carries: before, what is sent is lost."""
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    # SIOCGIFFLAGS, IFF_RUNNING
    while not struct.unpack("16xH14x", fcntl.ioctl(s, 0x8913, struct.pack("16s16x", interface.encode())))[0] & 0x40:
        time.sleep(0.001)
    # its turn comes after that of the kernel, which is still about to let the first packet pass
    ip(f"link set {interface} up")


def link(left, right, number, near="near", far="far", mtu=1500):
    """A cable between two networks: 10.0.NUMBER.1 and .2, fd00:NUMBER::1 and ::2."""
    with left.inside() if left else contextlib.nullcontext():
        ip(f"link add {near} mtu {mtu} type veth peer name {far} mtu {mtu} netns {right.pid}",
           f"addr add 10.0.{number}.1/24 dev {near}", f"link set {near} up",
           *[f"addr add fd00:{number}::1/64 dev {near} nodad"] * (mtu >= 1280))
    with right.inside():
        ip(f"addr add 10.0.{number}.2/24 dev {far}", f"link set {far} up",
           *[f"addr add fd00:{number}::2/64 dev {far} nodad"] * (mtu >= 1280))
        wait_running(far)
    with left.inside() if left else contextlib.nullcontext():
        wait_running(near)


def two_hosts(mtu=1500):
    """This process at 10.0.1.1 (near), another host at 10.0.1.2 (far)."""
    own_network()
    other = Net()
    link(None, other, 1, mtu=mtu)
    return other


def routed(mtu=1500):
    """This process, 10.0.1.1; a router; a host 10.0.2.2 behind a link of the given MTU."""
    own_network()
    router, host = Net(), Net()
    link(None, router, 1)
    link(router, host, 2, "next", "end", mtu)
    ip("route add default via 10.0.1.2", "route add default via fd00:1::2")
    with router.inside():
        sysctl("net.ipv4.ip_forward", 1)
        sysctl("net.ipv6.conf.all.forwarding", 1)
    with host.inside():
        ip("route add default via 10.0.2.1", *["route add default via fd00:2::1"] * (mtu >= 1280))
    return router, host


def sniffer(interface, protocol=3):
    s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(protocol))
    s.bind((interface, protocol))
    return s


def sent_frame(send, wanted=lambda frame: True, interface="lo"):
    """The first frame that leaves through an interface, of those wanted."""
    with sniffer(interface) as s:
        send()
        while True:
            frame, address = s.recvfrom(65536)
            if address[2] == socket.PACKET_OUTGOING and wanted(frame):
                return frame


def ip_header(frame):
    return frame[14:]


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def icmp_error(kind, code, source, destination, protocol=UDP):
    """Sends ICMP about a packet from source to destination, as a router on the way would: it needs root."""
    quoted = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 36, 1, 0, 64, protocol, 0, socket.inet_aton(source[0]),
                         socket.inet_aton(destination[0])) + struct.pack("!HHHH", source[1], destination[1], 16, 0)
    quoted += bytes(8)
    message = struct.pack("!BBHI", kind, code, 0, 0) + quoted
    message = message[:2] + struct.pack("!H", checksum(message)) + message[4:]
    raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)
    raw.sendto(message, (source[0], 0))
