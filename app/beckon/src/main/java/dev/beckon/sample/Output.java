package dev.beckon.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where slices of the company go. Slices are made in folders of their own by several workers at once, and taken into
 * the output in order: so memory stays small and the bytes don't depend on the number of workers.
 */
interface Output {

    /** How many customers a slice has. */
    int sliceSize();

    /** Writes a slice's files into its folder; called by the worker. */
    Map<SampleTable, Long> make(SampleCompany company, Slice slice) throws IOException;

    /** Moves a slice's files into the output; called in order, by one thread. */
    void take(Slice slice) throws IOException;

    /** How a table is to be found in the folder where all files are moved in the end. */
    WrittenTable written(SampleTable table, Path target, long rows);

    /**
     * Customers number first to first + count - 1.
     *
     * @param number of the slice, from 0
     * @param folder where it is made
     */
    record Slice(int number, long first, long count, Path folder) {}
}
