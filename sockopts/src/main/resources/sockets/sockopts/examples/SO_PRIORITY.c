int priority = 6;
if (setsockopt(fd, SOL_SOCKET, SO_PRIORITY, &priority, sizeof priority) == -1)
    perror("SO_PRIORITY");  // EPERM above 6 without CAP_NET_ADMIN | EPERM arriba de 6 sin CAP_NET_ADMIN
