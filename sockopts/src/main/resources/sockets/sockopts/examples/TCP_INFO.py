import struct
info = s.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 256)
state, = struct.unpack_from("B", info)  # 1 is ESTABLISHED | 1 es ESTABLISHED
rtt, variation, threshold, window = struct.unpack_from("4I", info, 68)
print(f"state {state}, rtt {rtt} us, cwnd {window}")
