int size = 64 << 20;
if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) == -1)
    perror("SO_RCVBUFFORCE");  // EPERM without CAP_NET_ADMIN | EPERM sin CAP_NET_ADMIN
