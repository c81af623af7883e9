int size = 50000;
socklen_t length = sizeof size;
setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);  // before connect() or listen() | antes de connect() o listen()
getsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, &length);
printf("%d bytes: twice what was asked for\n", size);
