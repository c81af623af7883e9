/**
 * Headers as their RFCs lay them out, each described once, pure Java.
 *
 * <p>A static accessor takes a field of a header that begins at a place of {@link
 * sockets.packet.Octets}: it is checked there and then, so that of a packet that was cut the fields
 * before the cut can be had; what is not there throws {@link sockets.packet.Cut}. {@link
 * sockets.packet.Layers} knows which header follows which, and walks through a frame.
 *
 * <p>Headers that are also written are records: {@code write} puts the bytes, and {@code read}
 * takes a whole header from a buffer, in network order, and leaves it behind the header, or throws
 * {@link sockets.packet.TruncatedPacketException}. Their variable parts are views: they hold as
 * long as the packet's buffer does. No length inside a packet is ever trusted.
 */
package sockets.packet;
