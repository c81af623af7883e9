# DSCP 46 (expedited forwarding), above the two ECN bits | DSCP 46 (reenvío acelerado), arriba de los dos bits de ECN
s.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, 46 << 2)
