try:
    s.setsockopt(socket.SOL_SOCKET, socket.SO_MARK, 7)  # then: ip rule add fwmark 7 table 100 | después: ip rule add fwmark 7 table 100
except PermissionError as error:
    print("needs CAP_NET_ADMIN or CAP_NET_RAW:", error)
