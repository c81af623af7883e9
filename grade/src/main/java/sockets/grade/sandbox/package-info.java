/**
 * Student code kept in: Linux's namespaces (namespaces(7)), made by bubblewrap or by unshare(1).
 *
 * <p>Two walls. The outer one is around the grader, which is trusted: a network and processes of
 * its own, the teacher's files as they are. The inner one is around what a student handed in: files
 * of its own, too, and limits.
 */
package sockets.grade.sandbox;
