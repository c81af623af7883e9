s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 10)
# from now on recv returns 10 bytes or more; fewer only at the end, or after an error
