int type;
socklen_t length = sizeof type;
getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &length);
puts(type == SOCK_STREAM ? "a stream" : type == SOCK_DGRAM ? "datagrams" : "another type");
