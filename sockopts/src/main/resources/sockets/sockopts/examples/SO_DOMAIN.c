int domain;
socklen_t length = sizeof domain;
getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &length);
puts(domain == AF_INET ? "IPv4" : domain == AF_INET6 ? "IPv6" : "another family");
