#!/usr/bin/env bash
# Measures the ways to serve TCP clients on this machine and draws them: the table and the picture of
# docs/comparing-servers.md. Virtual threads need Java 21 or later: JAVA21=/path/to/bin/java
#   scripts/compare.sh [--docs] [FOLDER]   JSON files and compare.svg go to FOLDER (default: target)
# --docs puts the figures and the picture into the two guides, on a machine that has nothing else to do.
# The conclusions there are to be read again, beside them.
set -euo pipefail
cd "$(dirname "$0")/.."
docs=
if [ "${1:-}" = --docs ]; then
    docs=yes
    shift
    [ -n "${JAVA21:-}" ] || { echo "$0: --docs needs JAVA21, for virtual threads" >&2; exit 2; }
    awk '$1 > 0.5 { exit 1 }' /proc/loadavg || { echo "$0: the machine is busy" >&2; exit 1; }
fi
folder=${1:-target}
mkdir -p "$folder"
java=java
[ -n "${JAVA_HOME:-}" ] && java=$JAVA_HOME/bin/java
port=$((20000 + RANDOM % 10000))
files=()
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null' EXIT

# measure LABEL COMMAND...: starts a server, loads it, ends it
measure() {
    local label=$1 file
    shift
    file=$folder/${label// /-}.json
    echo "== $label: $*" >&2
    "$@" --quiet --port $port >"$folder/server.log" &
    server=$!
    until grep -q listening "$folder/server.log"; do
        kill -0 $server || exit 1
        sleep 0.1
    done
    "$java" -jar dist/tcp-echo.jar load 127.0.0.1 $port --connections 1,10,50,200,1000 \
        --label "$label" -o "$file" || true
    kill $server
    wait $server || true
    server=
    files+=("$file")
}

measure "one at a time" "$java" -jar dist/tcp-echo.jar server --backlog 4096
measure "threads" "$java" -jar dist/threaded-server.jar server
if [ -n "${JAVA21:-}" ]; then
    measure "virtual threads" "$JAVA21" -jar dist/threaded-server.jar server --threads virtual
fi
measure "select" "$java" -jar dist/select-server.jar server
"$java" -jar dist/tcp-echo.jar plot "${files[@]}" -o "$folder/compare.svg"
[ -n "$docs" ] || exit 0

# the rows of the two tables of each guide, in the order of the files
python3 - "${files[@]}" <<'END'
import json, re, sys

servers = [{row["connections"]: row for row in json.load(open(name))["rows"]} for name in sys.argv[1:]]

def rate(row, of):
    text = f"{row['requestsPerSecond']:.0f}"
    answered, all = row["answeredConnections"], row["connections"]
    return text if answered == all else f"{text} ({answered} {of} {all})"

def latency(row, of):
    return f"{row['p50Micros'] / 1e3:.3f} / {row['p99Micros'] / 1e3:.3f}"

for name, of in ("docs/comparing-servers.md", "of"), ("docs/comparar-servidores.md", "de"):
    text = open(name, encoding="utf-8").read()
    cells = [rate] * 5 + [latency] * 5

    def fill(row):
        connections, cell = int(row[1]), cells.pop(0)
        return f"| {connections} | " + " | ".join(cell(s[connections], of) for s in servers) + " |"

    text = re.sub(r"^\| (1|10|50|200|1000) \|.*", fill, text, flags=re.MULTILINE)
    assert not cells, name
    open(name, "w", encoding="utf-8").write(text)
END
cp "$folder/compare.svg" docs/comparing-servers.svg
