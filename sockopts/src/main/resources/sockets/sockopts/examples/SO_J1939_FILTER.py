import struct
SOL_CAN_J1939 = socket.SOL_CAN_BASE + socket.CAN_J1939
s = socket.socket(socket.AF_CAN, socket.SOCK_DGRAM, socket.CAN_J1939)
# name and mask, group (PGN) and mask, address 0x20 and mask: a mask of 0 takes any | nombre, grupo (PGN) y dirección 0x20, cada uno con su máscara: 0 toma cualquiera
filter = struct.pack("=QQIIBB6x", 0, 0, 0, 0, 0x20, 0xff)
s.setsockopt(SOL_CAN_J1939, socket.SO_J1939_FILTER, filter)
