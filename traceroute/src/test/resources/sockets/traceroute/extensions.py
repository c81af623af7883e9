# A router that adds extensions (RFC 4884) to its "time exceeded": it answers in place of the kernel,
# whose own answers nft drops as they bear no mark. extensions.py IPV4 IPV6 KIND [LABEL...]
# KIND: good; tail (an object of another class follows); old (a router older than the RFC: no length);
# and lies: short, long (the length of the quote), sum (the checksum), object (its length), empty.
import socket, struct, sys

four, six, kind = sys.argv[1:4]
labels = [int(word) for word in sys.argv[4:]]
MARK = 7


def checksum(data):
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def summed(data):
    return data[:2] + struct.pack("!H", checksum(data)) + data[4:]


def extensions():
    last = len(labels) - 1
    stack = b"".join(
        struct.pack("!I", label << 12 | 5 << 9 | (i == last) << 8 | 1) for i, label in enumerate(labels)
    )
    length = {"object": 2000, "empty": 0}.get(kind, 4 + len(stack))
    objects = struct.pack("!HBB", length, 1, 1) + stack
    if kind == "tail":
        objects += struct.pack("!HBBI", 8, 2, 3, 0xAB)
    whole = summed(struct.pack("!BBH", 0x20, 0, 0) + objects)
    return whole[:2] + b"\x12\x34" + whole[4:] if kind == "sum" else whole


def answer(unit, packet):
    length = {"short": 3, "long": 255, "old": 0}.get(kind, 128 // unit)
    return length, packet[:128].ljust(128, b"\0") + extensions()


def socket_of(family, protocol, address):
    made = socket.socket(family, socket.SOCK_RAW, protocol)
    made.setsockopt(socket.SOL_SOCKET, 36, MARK)  # SO_MARK
    made.bind((address, 0))
    return made


link = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(3))
link.bind(("west", 3))
icmp = socket_of(socket.AF_INET, socket.IPPROTO_ICMP, four)
icmp6 = socket_of(socket.AF_INET6, socket.IPPROTO_ICMPV6, six)
print("ready", flush=True)
while True:
    packet, where = link.recvfrom(65535)
    if where[2] == socket.PACKET_OUTGOING:
        continue
    if packet[0] >> 4 == 4 and packet[8] == 1:
        to = socket.inet_ntoa(packet[12:16])
        length, body = answer(4, packet)
        icmp.sendto(summed(struct.pack("!BBHBBH", 11, 0, 0, 0, length, 0) + body), (to, 0))
    elif packet[0] >> 4 == 6 and packet[7] == 1:
        to = socket.inet_ntop(socket.AF_INET6, packet[8:24])
        length, body = answer(8, packet)
        icmp6.sendto(struct.pack("!BBHBBH", 3, 0, 0, length, 0, 0) + body, (to, 0))
