s.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 10000)
# 10 seconds after data that nobody acknowledged, send and recv raise TimeoutError | 10 segundos después de datos que nadie confirmó, send y recv lanzan TimeoutError
