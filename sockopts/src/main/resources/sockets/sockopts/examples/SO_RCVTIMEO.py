import struct
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", 0))
# struct timeval: 0 s, 500000 us. s.settimeout(0.5) is something else: it waits with poll | struct timeval: 0 s, 500000 us. s.settimeout(0.5) es otra cosa: espera con poll
s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", 0, 500000))
try:
    s.recvfrom(1024)
except BlockingIOError:
    print("nothing came in half a second")
