int seconds = 5;
socklen_t length = sizeof seconds;
setsockopt(fd, IPPROTO_TCP, TCP_DEFER_ACCEPT, &seconds, sizeof seconds);  // before listen() | antes de listen()
getsockopt(fd, IPPROTO_TCP, TCP_DEFER_ACCEPT, &seconds, &length);
printf("accept waits for data up to %d s\n", seconds);
