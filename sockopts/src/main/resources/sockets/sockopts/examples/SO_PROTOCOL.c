int protocol;
socklen_t length = sizeof protocol;
getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, &protocol, &length);
puts(protocol == IPPROTO_TCP ? "TCP" : protocol == IPPROTO_UDP ? "UDP" : "another protocol");
