/**
 * Finds hand-ins that are alike: captures by hashes of their bytes and packets, programs by runs of
 * tokens. What is found is listed for the teacher; only the course's own captures cost points.
 */
package sockets.grade.compare;
