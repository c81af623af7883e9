s, peer = socket.socketpair(socket.AF_UNIX)
try:
    print(s.getsockopt(socket.SOL_SOCKET, socket.SO_PEERSEC, 256).decode())
except OSError as error:
    print("nothing here gives labels:", error)
