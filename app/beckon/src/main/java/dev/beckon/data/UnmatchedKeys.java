package dev.beckon.data;

import java.util.List;

/**
 * Keys of a source that the other side of a join doesn't have.
 *
 * @param with the other side
 * @param keys how many different ones
 * @param rows how many rows have one of them
 * @param samples up to three, in order
 */
public record UnmatchedKeys(String with, long keys, long rows, List<String> samples) {}
