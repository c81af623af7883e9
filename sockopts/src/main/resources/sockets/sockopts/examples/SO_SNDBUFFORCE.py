SO_SNDBUFFORCE = 32  # Python has no name for it | Python no tiene un nombre para ella
try:
    s.setsockopt(socket.SOL_SOCKET, SO_SNDBUFFORCE, 64 << 20)
except PermissionError as error:
    print("needs CAP_NET_ADMIN:", error)
