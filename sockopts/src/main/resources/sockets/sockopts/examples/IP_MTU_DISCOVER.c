int fd = socket(AF_INET, SOCK_DGRAM, 0);
int policy = IP_PMTUDISC_DO;  // "do not fragment" in every packet | "no fragmentar" en cada paquete
setsockopt(fd, IPPROTO_IP, IP_MTU_DISCOVER, &policy, sizeof policy);
char data[60000] = "";
struct sockaddr_in peer = {.sin_family = AF_INET, .sin_port = htons(3500)};
inet_pton(AF_INET, "198.51.100.1", &peer.sin_addr);
if (sendto(fd, data, sizeof data, 0, (struct sockaddr *) &peer, sizeof peer) == -1)
    perror("sendto");  // EMSGSIZE: larger than the MTU | EMSGSIZE: más grande que la MTU
