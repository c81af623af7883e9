s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 50000)  # before connect() or listen()
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF))  # twice what was asked for
