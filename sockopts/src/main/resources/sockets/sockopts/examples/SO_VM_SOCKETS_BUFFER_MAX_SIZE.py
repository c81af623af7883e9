s = socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM)
# the limit first: a size above it would be cut to it | primero el límite: un tamaño mayor se recortaría a él
s.setsockopt(socket.AF_VSOCK, socket.SO_VM_SOCKETS_BUFFER_MAX_SIZE, 1 << 20)
s.setsockopt(socket.AF_VSOCK, socket.SO_VM_SOCKETS_BUFFER_SIZE, 1 << 20)
