package dev.beckon.sample;

import java.nio.file.Path;

/**
 * A table of the sample company.
 *
 * @param file where it is; the first of its parts where it has several
 * @param parts how many files it has
 */
public record WrittenTable(Path file, int parts, long rows) {}
