import struct
SO_TIMESTAMPING = 37  # Python has no names for it and for its flags | Python no tiene nombres para ella ni para sus indicadores
RX_SOFTWARE, SOFTWARE = 8, 16
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", 0))
s.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPING, RX_SOFTWARE | SOFTWARE)
s.sendto(b"hello", s.getsockname())
data, control, flags, address = s.recvmsg(1024, 256)
for level, kind, value in control:  # none while the kernel is still switching it on | ninguno mientras el núcleo todavía la activa
    print("came at %d.%09d" % struct.unpack_from("ll", value))
