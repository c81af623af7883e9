package sockets.grade.model;

import java.util.List;

/**
 * A class that has been graded.
 *
 * @param students in the order of the list
 * @param steps those for which there are points, in order
 */
public record Course(List<Student> students, List<Integer> steps) {}
