int size = 64 << 20;
if (setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &size, sizeof size) == -1)
    perror("SO_SNDBUFFORCE");  // EPERM without CAP_NET_ADMIN | EPERM sin CAP_NET_ADMIN
