s.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65536)
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF))  # twice what was asked for | el doble de lo pedido
