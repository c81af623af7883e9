int size = 65536;
socklen_t length = sizeof size;
setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
getsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, &length);
printf("%d bytes: twice what was asked for\n", size);
