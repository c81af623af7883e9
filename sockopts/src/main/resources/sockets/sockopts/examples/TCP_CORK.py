listener = socket.create_server(("127.0.0.1", 0))
s = socket.create_connection(listener.getsockname())
s.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)
s.sendall(b"HTTP/1.0 200 OK\r\n\r\n")
s.sendall(b"hello\n")
s.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 0)  # both leave now, in one segment | ambos salen ahora, en un segmento
