import os, select
s.setblocking(False)
s.connect_ex(("127.0.0.1", 3500))
select.select([], [s], [], 5)
error = s.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
print("connect:", "done" if error == 0 else os.strerror(error))
