s.setsockopt(socket.SOL_SOCKET, socket.SO_OOBINLINE, 1)
# after "abc", an urgent "!" and "def" from the peer: recv gives b"abc", then b"!def" | después de "abc", un "!" urgente y "def" del otro extremo: recv da b"abc", luego b"!def"
