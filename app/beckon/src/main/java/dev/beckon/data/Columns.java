package dev.beckon.data;

import dev.beckon.data.Staged.StagedColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Names for the columns of a header as it comes: with blanks, empty or doubled names. */
final class Columns {

    private Columns() {}

    /** An empty name becomes {@code column 3}; a name's second column becomes {@code name 2}. */
    static List<StagedColumn> of(List<@Nullable String> header) {
        Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        var columns = new ArrayList<StagedColumn>();
        for (int i = 0; i < header.size(); i++) {
            String written = header.get(i);
            String title = written == null || written.isBlank() ? "column " + (i + 1) : strip(written);
            String unique = title;
            for (int n = 2; !taken.add(unique); n++) {
                unique = title + " " + n;
            }
            columns.add(new StagedColumn(unique, "c" + (i + 1), "VARCHAR"));
        }
        return columns;
    }

    static List<StagedColumn> numbered(int count) {
        var columns = new ArrayList<StagedColumn>();
        for (int i = 1; i <= count; i++) {
            columns.add(new StagedColumn(String.valueOf(i), "c" + i, "VARCHAR"));
        }
        return columns;
    }

    private static String strip(String name) {
        return name.replace('\u00a0', ' ').replace('\n', ' ').strip();
    }
}
