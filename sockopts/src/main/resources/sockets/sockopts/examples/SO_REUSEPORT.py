first, second = socket.socket(), socket.socket()
for listener in first, second:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # before bind() | antes de bind()
first.bind(("127.0.0.1", 0))
second.bind(first.getsockname())
first.listen()
second.listen()
