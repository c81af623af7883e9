s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 50000)  # before connect() or listen() | antes de connect() o listen()
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF))  # twice what was asked for | el doble de lo pedido
