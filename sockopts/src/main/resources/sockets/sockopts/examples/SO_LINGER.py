import struct
# close() waits up to 5 seconds for what was sent to be acknowledged | close() espera hasta 5 segundos a que se confirme lo enviado
s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 5))
s.close()
