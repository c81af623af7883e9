cpu = s.getsockopt(socket.SOL_SOCKET, socket.SO_INCOMING_CPU)
print("nothing came yet" if cpu == -1 else f"the last packet came through CPU {cpu}")
