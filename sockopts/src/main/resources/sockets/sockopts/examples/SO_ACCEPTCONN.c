int listening;
socklen_t length = sizeof listening;
getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &length);
puts(listening ? "accept() is the next call" : "nobody called listen()");
