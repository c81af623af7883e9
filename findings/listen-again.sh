#!/usr/bin/env bash
# Guess:     shutdown(SHUT_RD) of a listening socket stops it, and listen on the same socket goes on at the same port.
# Version:   Linux 6.18; no package: Python only makes the calls.
# Behaviour: shutdown disconnects it, and getsockname goes on naming the old port. If bind asked for that port, listen goes on at
#            it. If bind left the choice to the kernel (port 0), the port is given back: listen works, at another port, and a
#            client that knows the old one is refused.
# Output:    port asked for: the same port after shutdown, the same after listen, the old one is connected
#            port of the kernel: the same port after shutdown, another after listen, the old one is refused
. "$(dirname "$0")/setup.sh"

cat >"$folder/listeners.py" <<'END'
import errno, socket

def port(listener):
    return listener.getsockname()[1]

def again(name, listener):
    old = port(listener)
    listener.listen()
    listener.shutdown(socket.SHUT_RD)
    shut = port(listener)
    listener.listen()
    with socket.socket() as client:
        result = client.connect_ex(("127.0.0.1", old))
    same = ["another", "the same"]
    print(f"{name}: {same[shut == old]} port after shutdown, {same[port(listener) == old]} after listen,",
          "the old one is", {0: "connected", errno.ECONNREFUSED: "refused"}[result])

# a port that is free now, to be asked for
with socket.create_server(("127.0.0.1", 0)) as listener:
    free = port(listener)
with socket.socket() as listener:
    listener.bind(("127.0.0.1", free))
    again("port asked for", listener)
with socket.socket() as listener:
    listener.bind(("127.0.0.1", 0))
    again("port of the kernel", listener)
END
expect "port asked for: the same port after shutdown, the same after listen, the old one is connected
port of the kernel: the same port after shutdown, another after listen, the old one is refused" "$(python3 "$folder/listeners.py")"
