import struct
s.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", 3, 0))
# connect fails with BlockingIOError after 3 seconds; so does send, where nothing could be sent | connect falla con BlockingIOError a los 3 segundos; send también, si no pudo enviar nada
