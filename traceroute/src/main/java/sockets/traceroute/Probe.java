package sockets.traceroute;

/**
 * One packet that is sent to learn who answers it.
 *
 * @param number tells it from all others of this trace; from 0 on, one for each packet sent
 * @param ttl how many hops it lives
 * @param flow which path it takes where a router has several: packets of one flow are alike to it
 * @param size of the whole packet, IP header included
 */
record Probe(int number, int ttl, int flow, int size) {}
