package dev.beckon.sample;

import java.nio.file.Path;

/** A file of the sample company. */
public record WrittenFile(Path file, long rows) {}
