package sockets.traceroute.check;

/** What is the matter on the path. */
enum Situation {
    /** Nothing: the routers and the host answer each probe once. */
    PLAIN,
    /** The second router forwards, but never answers. */
    SILENT_ROUTER,
    /** Before each answer come others that belong to other programs of this machine. */
    OTHER_PROGRAMS,
    /** Before each answer come those to another traceroute to the same host. */
    SECOND_TRACE,
    /** Each answer comes twice, and once more when the next router is asked. */
    REPEATED,
    /** The first two routers send to each other what is meant for the host. */
    LOOP,
    /** The host drops what comes to it. */
    SILENT_HOST
}
