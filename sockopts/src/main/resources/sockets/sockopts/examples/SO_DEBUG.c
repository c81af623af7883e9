int on = 1;
if (setsockopt(fd, SOL_SOCKET, SO_DEBUG, &on, sizeof on) == -1)
    perror("SO_DEBUG");  // EACCES without CAP_NET_ADMIN | EACCES sin CAP_NET_ADMIN
