#!/usr/bin/env bash
# Measures the ways to serve TCP clients on this machine and draws them: the table and the picture of
# docs/comparing-servers.md. Virtual threads need Java 21 or later: JAVA21=/path/to/bin/java
#   scripts/compare.sh [FOLDER]      JSON files and compare.svg go to FOLDER (default: target)
set -euo pipefail
cd "$(dirname "$0")/.."
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
