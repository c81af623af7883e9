try:
    s.setsockopt(socket.SOL_SOCKET, socket.SO_DEBUG, 1)
except PermissionError as error:
    print("needs CAP_NET_ADMIN:", error)
