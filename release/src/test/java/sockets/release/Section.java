package sockets.release;

import java.util.List;

/** A part of a document under a heading of the second level, with all below it. */
record Section(String document, String heading, int line, List<Block> blocks) {

    List<Block> consoles() {
        return blocks.stream().filter(Block::isConsole).toList();
    }

    @Override
    public String toString() {
        return document + ": " + heading;
    }
}
