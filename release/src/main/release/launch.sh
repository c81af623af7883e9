#!/bin/sh
# Runs the program of this file's name: the jar of ../dist, with the Java of JAVA_HOME or of the PATH.
#
# From the second start on, Java takes the program's classes from an archive in the user's cache folder. The first start
# has it made in the background. SOCKETS_ARCHIVE=no does without.

# the jar that came with this file: another one gets another archive
build=@build@

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
# as it was typed, for the programs' hints: found by the PATH, by its name alone
case :$PATH: in *":${0%/*}:"*) typed=${0##*/} ;; *) typed=$0 ;; esac
# the folder above, by its name if that is plain: a command in $( ) takes longer than all else here
home=${self%/*/*}
case $home in
*/./* | */../*) home= ;;
/*) [ -f "$home/dist/$program.jar" ] || home= ;;
*) home= ;;
esac
[ -n "$home" ] || home=$(CDPATH='' cd -P "${self%/*}/.." && pwd -P) || exit
jar=$home/dist/$program.jar

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

# A command that may work for long has both compilers of Java: sniffer reads a file of 200 MB in 1.5 s instead of 1.9. Any
# other ends before the second one (C2) pays: sniffer reads 25 MB in 1.0 s instead of 0.7. The first one has one thread: a
# second one is in the way of the program where there are two processors (traceroute ends in 125 ms instead of 142). Nor
# does it write the file by which jps would find it.
flags='-XX:TieredStopAtLevel=1 -XX:CICompilerCount=1 -XX:-UsePerfData'
case ${1-} in server | load | check | capture | read | flow | explain) flags= ;; esac

# place JAVA: where its archive is; by the paths of both, so that no two are in each other's way
place() {
    archive=
    [ "${SOCKETS_ARCHIVE-}" != no ] || return
    cache=${XDG_CACHE_HOME:-${HOME-}/.cache}
    # Java takes a colon for the end of a name
    case $cache:$1:$home in
    *:*:*:* | */../* | [!/]* | *:[!/]*) return 1 ;;
    esac
    archive=$cache/sockets$1$home/$program.jsa
}

# same FILE FILE: both were changed at the same time
same() { [ -e "$1" ] && [ -e "$2" ] && ! [ "$1" -nt "$2" ] && ! [ "$1" -ot "$2" ]; }

# archived JAVA: true if the archive is there, is mine, and of this jar and this Java; tells the Java's version
archived() {
    [ -O "$archive" ] && [ -r "$archive.of" ] && read -r found of <"$archive.of" &&
        [ "$of" = "$build" ] && same "$archive.of" "$jar" && same "$archive.java" "$1"
}

# rehearse JAVA OPTION...: a start of the program of which nothing reaches the network. This address is for broadcasts:
# UDP does not send to it unasked, TCP does not connect to it, and nobody can bind it. But traceroute asks this machine, as
# only an answer loads what reads it.
rehearse() {
    case $program in
    udp-echo) set -- "$@" -jar "$jar" client --quiet -m hello 255.255.255.255 ;;
    tcp-echo | chat) set -- "$@" -jar "$jar" client 255.255.255.255 ;;
    threaded-server | select-server) set -- "$@" -jar "$jar" server -b 255.255.255.255 ;;
    traceroute) set -- "$@" -jar "$jar" -n 127.0.0.1 ;;
    sniffer) set -- "$@" -jar "$jar" read "$home/docs/captures/tcp-echo.pcap" ;;
    sockopts) set -- "$@" -jar "$jar" list ;;
    grade) set -- "$@" -jar "$jar" --help ;;
    esac
    nice -n 10 "$@"
}

# make JAVA: the archive, under other names until it is whole
make() {
    cd / && umask 077
    # only where this user is at home: root may have been lent somebody's HOME
    if [ -e "$cache" ]; then [ -O "$cache" ] || return; else [ -O "${cache%/*}" ] || return; fi
    mkdir -p "${archive%/*}" && [ -O "${archive%/*}" ] || return
    # one start at a time; one that failed leaves the folder, and is not repeated within the hour
    making=$archive.making
    if ! mkdir "$making"; then
        [ -n "$(find "$making" -prune -mmin +60)" ] && rm -rf "$making" && mkdir "$making" || return
    fi
    if archived "$1"; then
        # by a start that was faster
        rmdir "$making"
        return
    fi
    # times and version of before: what changes meanwhile makes the archive out of date
    echo "$found $build" >"$making/of" && touch -r "$jar" "$making/of" && touch -r "$1" "$making/java" || return
    # Before Java 25 by a list of classes: starts faster than an archive made at the exit. From 25 on its AOT cache.
    if [ "$found" -ge 25 ]; then
        rehearse "$1" -XX:AOTCacheOutput="$making/jsa"
    else
        rehearse "$1" -XX:DumpLoadedClassList="$making/list"
        nice -n 10 "$1" -Xshare:dump -XX:SharedClassListFile="$making/list" -XX:SharedArchiveFile="$making/jsa" -cp "$jar"
    fi
    [ -s "$making/jsa" ] && mv -f "$making/jsa" "$archive" && mv -f "$making/java" "$archive.java" &&
        mv -f "$making/of" "$archive.of" && rm -rf "$making"
}

found=
IFS=:
for folder in ${JAVA_HOME:+"$JAVA_HOME/bin"} $PATH; do
    java=$folder/java
    [ -f "$java" ] && [ -x "$java" ] || continue
    unset IFS
    place "$java"
    if [ -n "$archive" ] && archived "$java"; then
        if [ "$found" -lt 25 ]; then
            set -- -XX:SharedArchiveFile="$archive" -Dsockets.launcher="$typed" $language $flags -jar "$jar" "$@"
        else
            # it would tell of an archive that it cannot use
            set -- -XX:AOTCache="$archive" '-Xlog:aot*=off' '-Xlog:cds*=off' -Dsockets.launcher="$typed" $language $flags -jar "$jar" "$@"
        fi
        exec "$java" "$@"
    fi
    found=$(version "$java")
    [ "${found:-0}" -ge 17 ] || continue
    # An orphan at once, with no terminal and no pipe of ours: it holds up nobody, and Ctrl-C does not reach it. By exec, or
    # the shell would keep what it redirects.
    [ -z "$archive" ] || (exec </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- && make "$java" &)
    exec "$java" -Dsockets.launcher="$typed" $language $flags -jar "$jar" "$@"
done
[ -z "$found" ] || fails "version $found is too old" \
    "Java 17 or later is needed: https://adoptium.net" \
    "hace falta Java 17 o posterior: https://adoptium.net"
fails "not found" \
    "install Java 17 or later, or set JAVA_HOME: https://adoptium.net" \
    "instale Java 17 o posterior, o defina JAVA_HOME: https://adoptium.net"
