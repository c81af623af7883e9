domain = s.getsockopt(socket.SOL_SOCKET, socket.SO_DOMAIN)
print(socket.AddressFamily(domain).name)  # AF_INET
