# DSCP 46 (expedited forwarding), above the two ECN bits
s.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, 46 << 2)
