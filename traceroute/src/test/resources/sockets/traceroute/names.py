# A name server of bad habits on 127.0.0.1: it answers nobody before so many different names were asked
# for, then all of them; 0: nobody at all. names.py COUNT
import socket, struct, sys

count = int(sys.argv[1])
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", 53))
print("ready", flush=True)


def answer(query, labels):
    """2.5.88.10.in-addr.arpa is hop5.lab."""
    name = b"\x04hop%d\x03lab\x00" % int(labels[1])
    record = struct.pack("!HHHIH", 0xC00C, 12, 1, 60, len(name)) + name
    return query[:2] + struct.pack("!HHHHH", 0x8580, 1, 1, 0, 0) + query[12:] + record


waiting = {}
while True:
    query, client = server.recvfrom(1500)
    labels, at = [], 12
    while query[at]:
        labels.append(query[at + 1 : at + 1 + query[at]])
        at += 1 + query[at]
    waiting[tuple(labels)] = query[: at + 5], client
    if count and len(waiting) >= count:
        for name, (question, asker) in waiting.items():
            server.sendto(answer(question, name), asker)
