s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
# the first router drops what is sent, and answers ICMP time exceeded
s.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, 1)
