s.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, 5)  # before listen() | antes de listen()
seconds = s.getsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT)
print(f"accept waits for data up to {seconds} s")
