s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.setsockopt(socket.SOL_SOCKET, socket.SO_DONTROUTE, 1)
try:
    s.sendto(b"hello", ("198.51.100.1", 3500))
except OSError as error:
    print(error)  # Network is unreachable: it is behind a router | Network is unreachable: está detrás de un router
