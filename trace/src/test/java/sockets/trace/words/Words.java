package sockets.trace.words;

/** A program with words of its own: they stand beside this class. */
public interface Words {}
