s.setsockopt(socket.SOL_SOCKET, socket.SO_PRIORITY, 6)
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_PRIORITY))
