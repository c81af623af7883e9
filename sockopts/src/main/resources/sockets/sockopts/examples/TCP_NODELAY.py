s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
