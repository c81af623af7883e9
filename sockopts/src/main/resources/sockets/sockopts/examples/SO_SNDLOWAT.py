print(s.getsockopt(socket.SOL_SOCKET, socket.SO_SNDLOWAT))  # 1
try:
    s.setsockopt(socket.SOL_SOCKET, socket.SO_SNDLOWAT, 1024)
except OSError as error:
    print(error)  # Protocol not available: on Linux it is always 1 | Protocol not available: en Linux siempre es 1
