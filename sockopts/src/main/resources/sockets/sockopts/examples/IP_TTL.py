s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
# the first router drops what is sent, and answers ICMP time exceeded | el primer router descarta lo que se envía, y responde ICMP tiempo excedido
s.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, 1)
