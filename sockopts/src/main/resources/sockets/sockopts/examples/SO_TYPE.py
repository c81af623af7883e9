kind = s.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE)
print(socket.SocketKind(kind).name)  # SOCK_STREAM
