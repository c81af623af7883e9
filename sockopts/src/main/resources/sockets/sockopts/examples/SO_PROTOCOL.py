protocol = s.getsockopt(socket.SOL_SOCKET, socket.SO_PROTOCOL)
print("TCP" if protocol == socket.IPPROTO_TCP else protocol)
