/**
 * Headers as records, in the order of their RFC's fields, pure Java.
 *
 * <p>{@code read} takes a header from a buffer and leaves it behind the header; {@code write} puts
 * the same bytes back. A length inside a packet is never trusted: what is not there throws {@link
 * sockets.packet.TruncatedPacketException}. Buffers are in network order. Variable parts are views:
 * they hold as long as the packet's buffer does.
 */
package sockets.packet;
