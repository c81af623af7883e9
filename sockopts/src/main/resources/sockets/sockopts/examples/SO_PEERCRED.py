import struct
s, peer = socket.socketpair(socket.AF_UNIX)
value = s.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
pid, uid, gid = struct.unpack("iII", value)
print(f"pid {pid}, user {uid}, group {gid}")
