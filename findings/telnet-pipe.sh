#!/usr/bin/env bash
# Guess:     `echo hola | telnet HOST PORT` sends the line, and then ends.
# Version:   inetutils-telnet 2.4 (Debian 12); 2.6 and 2.8 do the same.
# Behaviour: the server gets a connection and its end, not one byte: telnet sees the end of its input together with the line,
#            and ends without sending what it has read. If the input stays open behind the line, it is sent, with CR LF.
# Output:    read: b''
#            read: b'hola\r\n'
. "$(dirname "$0")/setup.sh"
packages inetutils-telnet=2:2.4-2+deb12u3 netbase=6.4 libtinfo6=6.4-4

cat >"$folder/server.py" <<'END'
import socket
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
for client in range(2):
    with listener.accept()[0] as connection:
        print("read:", b"".join(iter(lambda: connection.recv(100), b"")), flush=True)
END
python3 "$folder/server.py" >"$folder/seen" &
await "$folder/seen"
port=$(head -1 "$folder/seen")
telnet=$folder/root/usr/bin/inetutils-telnet

# the line and the end of the input are there before telnet reads
echo hola >"$folder/line"
"$telnet" 127.0.0.1 "$port" <"$folder/line" >/dev/null 2>&1 || true
(
    cat "$folder/line"
    sleep 5
) | "$telnet" 127.0.0.1 "$port" >/dev/null 2>&1 || true
wait
expect "read: b''" "$(sed -n 2p "$folder/seen")"
expect "read: b'hola\\r\\n'" "$(sed -n 3p "$folder/seen")"
