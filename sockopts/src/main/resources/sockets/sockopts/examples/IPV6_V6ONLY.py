s = socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
# before bind(); with 0 the socket takes IPv4 too, as ::ffff:192.0.2.1 | antes de bind(); con 0 el socket toma también IPv4, como ::ffff:192.0.2.1
s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
s.bind(("::", 0))
s.listen()
