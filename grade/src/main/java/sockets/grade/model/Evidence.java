package sockets.grade.model;

import java.nio.file.Path;
import java.util.List;

/**
 * What one line of the list gave.
 *
 * @param line its number
 * @param program udp-echo, tcp-echo, chat, capture, run, sniffer, traceroute or nothing
 * @param target what was graded, in words: host and port, the command line or the file
 * @param remark why there is no verdict, or what else is to be said; else empty
 * @param notes what is to be known of how it was run
 * @param capture a capture of the exchange, or null
 */
public record Evidence(
        int line,
        String student,
        String program,
        String target,
        List<Result> results,
        String remark,
        List<String> notes,
        Path capture) {}
