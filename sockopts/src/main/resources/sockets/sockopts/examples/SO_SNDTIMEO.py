import struct
s.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", 3, 0))
# connect fails with BlockingIOError after 3 seconds; so does send, where nothing could be sent
