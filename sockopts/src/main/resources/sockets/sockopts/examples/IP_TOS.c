int tos = 46 << 2;  // DSCP 46 (expedited forwarding), above the two ECN bits | DSCP 46 (reenvío acelerado), arriba de los dos bits de ECN
if (setsockopt(fd, IPPROTO_IP, IP_TOS, &tos, sizeof tos) == -1)
    perror("IP_TOS");
