int fd = socket(AF_INET, SOCK_DGRAM, 0);
int ttl = 1;  // the first router drops it and answers ICMP time exceeded | el primer router lo descarta y responde ICMP tiempo excedido
if (setsockopt(fd, IPPROTO_IP, IP_TTL, &ttl, sizeof ttl) == -1)
    perror("IP_TTL");
