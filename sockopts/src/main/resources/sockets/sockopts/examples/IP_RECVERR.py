IP_RECVERR = 11  # a name that older Pythons lack | un nombre que les falta a Pythons anteriores
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.setsockopt(socket.IPPROTO_IP, IP_RECVERR, 1)
s.settimeout(5)
s.sendto(b"hello", ("127.0.0.1", 1))
try:
    s.recv(1024)
except ConnectionRefusedError:
    data, control, flags, destination = s.recvmsg(1024, 512, socket.MSG_ERRQUEUE)
    print("ICMP type %d, code %d" % tuple(control[0][2][5:7]))
