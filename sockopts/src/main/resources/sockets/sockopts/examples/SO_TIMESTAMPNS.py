import struct
SO_TIMESTAMPNS = 35  # Python has no name for it | Python no tiene un nombre para ella
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", 0))
s.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
s.sendto(b"hello", s.getsockname())
data, control, flags, address = s.recvmsg(1024, 64)
seconds, nanoseconds = struct.unpack("ll", control[0][2])
print(f"came at {seconds}.{nanoseconds:09}")
