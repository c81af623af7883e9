#!/bin/sh
# Runs the program of this file's name: the jar of ../dist, with the Java of JAVA_HOME or of the PATH.

# where this file really is, through any symbolic links
self=$0
case $self in */*) ;; *) self=./$self ;; esac
while [ -h "$self" ]; do
    link=$(readlink "$self")
    case $link in
    /*) self=$link ;;
    *) self=${self%/*}/$link ;;
    esac
done
program=${self##*/}
home=$(CDPATH='' cd -P "${self%/*}/.." && pwd -P) || exit

# fails REASON ENGLISH SPANISH: one line, as the programs' own errors
fails() {
    hint=$2
    case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in es*) hint=$3 ;; esac
    echo "$program: java: $1 ($hint)" >&2
    exit 1
}

# version JAVA: 17 of "17.0.15", 8 of "1.8.0_402"; from the file that JDKs carry, else by asking it
version() {
    text=
    if [ -r "${1%/bin/java}/release" ]; then
        while IFS='=' read -r key value; do
            [ "$key" = JAVA_VERSION ] && text=${value#\"}
        done <"${1%/bin/java}/release"
    fi
    if [ -z "$text" ]; then
        text=$("$1" -version 2>&1)
        text=${text#*version \"}
    fi
    text=${text#1.}
    echo "${text%%[!0-9]*}"
}

# Java opens no file whose name cannot be written in the charset of the locale
language=
case $home in
*[!\ -~]*)
    if [ "$(locale charmap 2>/dev/null)" != UTF-8 ]; then
        case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in es*) language=-Duser.language=es ;; esac
        export LC_ALL=C.UTF-8
    fi
    ;;
esac

found=
for java in "${JAVA_HOME:+$JAVA_HOME/bin/java}" "$(command -v java)"; do
    [ -x "$java" ] || continue
    found=$(version "$java")
    if [ "${found:-0}" -ge 17 ]; then exec "$java" $language -jar "$home/dist/$program.jar" "$@"; fi
done
[ -z "$found" ] || fails "version $found is too old" \
    "Java 17 or later is needed: https://adoptium.net" \
    "hace falta Java 17 o posterior: https://adoptium.net"
fails "not found" \
    "install Java 17 or later, or set JAVA_HOME: https://adoptium.net" \
    "instale Java 17 o posterior, o defina JAVA_HOME: https://adoptium.net"
