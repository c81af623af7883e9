#!/usr/bin/env bash
# Guess:     `jc --traceroute` gives each probe the router that answered it, and lost probes, too.
# Version:   jc 1.22.5 (Debian 12); 1.25.4 (Debian 13) names each router, but leaves the lost ones out, too.
# Behaviour: where two routers answer at one hop, all probes get the address of the first; a lost probe, wherever its * stands,
#            is left out, so that three probes may be two.
# Output:    10.0.1.1 0.043, 10.0.1.1 0.051
#
#            10.0.9.2 0.09, 10.0.9.2 0.088
. "$(dirname "$0")/setup.sh"
packages jc=1.22.5-1 python3-ruamel.yaml=0.17.21-1 python3-xmltodict=0.13.0-1.1~deb12u1 python3-pygments=2.14.0+dfsg-1

# lines as traceroute(8) prints them
cat >"$folder/path" <<'END'
traceroute to 10.0.9.2 (10.0.9.2), 30 hops max, 60 byte packets
 1  10.0.1.1  0.043 ms 10.0.2.1  0.051 ms *
 2  * * *
 3  10.0.9.2  0.090 ms *  0.088 ms
END
cat >"$folder/probes.py" <<'END'
import json, sys
for hop in json.load(sys.stdin)["hops"]:
    print(", ".join(f"{probe['ip']} {probe['rtt']}" for probe in hop["probes"]))
END
seen=$(PYTHONPATH=$folder/root/usr/lib/python3/dist-packages python3 -m jc --traceroute <"$folder/path" | python3 "$folder/probes.py")
expect "10.0.1.1 0.043, 10.0.1.1 0.051

10.0.9.2 0.09, 10.0.9.2 0.088" "$seen"
