IP_MTU_DISCOVER, IP_PMTUDISC_DO = 10, 2  # Python has no names for them | Python no tiene nombres para ellas
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.setsockopt(socket.IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_DO)
try:
    s.sendto(bytes(60000), ("198.51.100.1", 3500))
except OSError as error:
    print(error)  # Message too long: larger than the MTU | Message too long: más grande que la MTU
