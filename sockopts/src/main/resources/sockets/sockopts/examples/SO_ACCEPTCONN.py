print(s.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))  # 0
s.listen()
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))  # 1
