s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"lo\0")
name = s.getsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, 16)
print("tied to", name.rstrip(b"\0").decode())
