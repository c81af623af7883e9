import struct
s, peer = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
s.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
peer.send(b"hello")
data, control, flags, address = s.recvmsg(1024, socket.CMSG_SPACE(12))
level, kind, value = control[0]  # SOL_SOCKET, SCM_CREDENTIALS
pid, uid, gid = struct.unpack("iII", value)
print(f"from pid {pid}, user {uid}, group {gid}")
