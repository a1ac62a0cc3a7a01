package dev.beckon.data;

import dev.beckon.data.Staged.StagedColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads files of one format. */
interface RowSource {

    /** The columns of all files together, or of the first where all must be alike. */
    List<StagedColumn> columns(List<Path> files) throws IOException;

    /** Sends every row of a file to the staging, with exactly these columns in this order. */
    void read(Path file, int index, List<StagedColumn> columns, Staging staging) throws IOException;
}
