package sockets.grade.run;

import java.nio.file.Path;

/**
 * How lines are run.
 *
 * @param base the folder of the list, from which its paths are
 * @param dist the folder of the jars
 * @param reports the folder for the reports of each line
 * @param jobs how many lines at the same time
 * @param seconds for each of them
 * @param records true if what fails over a network of its own is kept as a capture
 */
public record Settings(
        Path base, Path dist, Path reports, int jobs, double seconds, boolean records) {}
