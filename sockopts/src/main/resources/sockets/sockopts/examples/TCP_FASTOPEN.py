s.setsockopt(socket.IPPROTO_TCP, socket.TCP_FASTOPEN, 16)
s.bind(("127.0.0.1", 0))
s.listen()
# a client sends with its SYN: client.sendto(b"hello", socket.MSG_FASTOPEN, address) | un cliente envía con su SYN: client.sendto(b"hello", socket.MSG_FASTOPEN, address)
