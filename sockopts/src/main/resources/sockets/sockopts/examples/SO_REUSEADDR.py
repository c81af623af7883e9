s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # before bind() | antes de bind()
s.bind(("127.0.0.1", 0))
s.listen()
