#!/usr/bin/env python3
"""Writes a capture of many conversations that never end, interleaved: 85 % TCP, the rest UDP.

    scripts/conversations.py FILE [--packets 1000000] [--conversations 3000] [--ended]

The same arguments give the same bytes. What a program needs for it, in time and memory:

    /usr/bin/time -v java -jar dist/sniffer.jar flow FILE > ladders.txt
    /usr/bin/time -v tshark -q -z conv,tcp -r FILE

With --ended a TCP conversation closes after 20 packets of data, and the next one takes its place.
"""

import argparse
import random
import struct

SYN, ACK, PSH, FIN = 2, 16, 8, 1
WINDOW = 65535


def checksum(data):
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


class Conversation:
    """One of them: what it sends next, as bytes of an Ethernet frame."""

    def __init__(self, number, tcp, serial, chance):
        self.tcp = tcp
        self.chance = chance
        self.client = struct.pack("!BBH", 10, 1, number + 1)
        self.server = struct.pack("!BBH", 10, 2, number % 50 + 1)
        self.ports = (1024 + (number * 7 + serial * 13) % 60000, 3500)
        self.next = [chance.getrandbits(32), chance.getrandbits(32)]
        self.sent = 0
        self.end = None

    def packet(self):
        step = self.sent
        self.sent += 1
        if not self.tcp:
            return self.udp(step % 2)
        if step < 3:
            return self.opening(step)
        if self.end is not None and step >= self.end:
            return self.closing(step - self.end)
        side = 0 if step % 4 < 2 else 1
        if step % 2 == 1:
            return self.segment(side, PSH | ACK, b"x" * self.chance.randrange(1, 200))
        return self.segment(1 - side, ACK, b"")

    def opening(self, step):
        return self.segment(step % 2, (SYN, SYN | ACK, ACK)[step], b"")

    def closing(self, step):
        return self.segment((0, 1, 0)[step], (FIN | ACK, FIN | ACK, ACK)[step], b"")

    def is_over(self):
        return self.end is not None and self.sent >= self.end + 3

    def segment(self, side, flags, data):
        ack = self.next[1 - side] if flags & ACK else 0
        header = struct.pack(
            "!HHIIBBHHH",
            self.ports[side],
            self.ports[1 - side],
            self.next[side],
            ack,
            5 << 4,
            flags,
            WINDOW,
            0,
            0,
        )
        used = len(data) + (1 if flags & (SYN | FIN) else 0)
        self.next[side] = (self.next[side] + used) & 0xFFFFFFFF
        return self.frame(side, 6, header + data)

    def udp(self, side):
        data = b"x" * self.chance.randrange(1, 200)
        header = struct.pack("!HHHH", self.ports[side], self.ports[1 - side], 8 + len(data), 0)
        return self.frame(side, 17, header + data)

    def frame(self, side, protocol, payload):
        source, target = (self.client, self.server) if side == 0 else (self.server, self.client)
        ip = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(payload), self.sent & 0xFFFF, 0x4000, 64, protocol, 0)
        ip += source + target
        ip = ip[:10] + struct.pack("!H", checksum(ip)) + ip[12:]
        ethernet = b"\x02\0\0\0\0\1\x02\0\0\0\0\2\x08\x00"
        return ethernet + ip + payload


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("file")
    options.add_argument("--packets", type=int, default=1_000_000)
    options.add_argument("--conversations", type=int, default=3000)
    options.add_argument("--ended", action="store_true")
    given = options.parse_args()
    chance = random.Random(given.conversations)
    tcp = given.conversations * 85 // 100
    serial = 0

    def begin(number):
        one = Conversation(number, number < tcp, serial, chance)
        if given.ended and one.tcp:
            one.end = 23
        return one

    all_of_them = [begin(number) for number in range(given.conversations)]
    micros = 1_700_000_000_000_000
    with open(given.file, "wb", buffering=1 << 20) as out:
        out.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1))
        for _ in range(given.packets):
            number = chance.randrange(given.conversations)
            if all_of_them[number].is_over():
                serial += 1
                all_of_them[number] = begin(number)
            frame = all_of_them[number].packet()
            micros += chance.randrange(1, 200)
            out.write(struct.pack("<IIII", micros // 1_000_000, micros % 1_000_000, len(frame), len(frame)))
            out.write(frame)


if __name__ == "__main__":
    main()
