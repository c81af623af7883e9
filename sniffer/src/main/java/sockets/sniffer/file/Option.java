package sockets.sniffer.file;

import java.nio.charset.StandardCharsets;

/**
 * An option of a pcapng block, as its bytes: what is copied keeps the byte order that it has.
 *
 * @param code as if_name, 2; its meaning depends on the block
 */
record Option(int code, byte[] value) {
    static final int END = 0;

    /** Of an interface. */
    static final int NAME = 2;

    static final int RESOLUTION = 9;
    static final int FCS_LENGTH = 13;
    static final int OFFSET = 14;

    /** Of a packet: how many were lost before it. */
    static final int DROPPED = 4;

    /** Those of programs that their programs alone may copy. */
    private static final int CUSTOM_TEXT = 19372;

    private static final int CUSTOM_BYTES = 19373;

    /** From here on each program has its own, which may tell of blocks that are not copied. */
    private static final int LOCAL = 0x8000;

    static Option name(String name) {
        return new Option(NAME, name.getBytes(StandardCharsets.UTF_8));
    }

    /** True if it may stand in a copy of its block. */
    static boolean isCopied(int code) {
        return code != CUSTOM_TEXT && code != CUSTOM_BYTES && code < LOCAL;
    }

    /** In a file: with its head, and up to a multiple of four bytes. */
    int size() {
        return 4 + (value.length + 3 & ~3);
    }
}
