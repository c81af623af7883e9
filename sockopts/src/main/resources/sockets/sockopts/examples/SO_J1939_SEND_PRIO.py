SOL_CAN_J1939 = socket.SOL_CAN_BASE + socket.CAN_J1939
s = socket.socket(socket.AF_CAN, socket.SOCK_DGRAM, socket.CAN_J1939)
s.setsockopt(SOL_CAN_J1939, socket.SO_J1939_SEND_PRIO, 3)  # 0 goes first, 7 last | 0 va primero, 7 último
