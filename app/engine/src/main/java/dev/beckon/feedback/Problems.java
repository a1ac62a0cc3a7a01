package dev.beckon.feedback;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects every problem of a file or folder, so that people see all of them at once. Not thread-safe. */
public final class Problems {

    private static final Comparator<Problem> READING_ORDER =
            Comparator.comparing(Problem::file).thenComparing(Problem::line).thenComparing(Problem::column);

    private final List<Problem> found = new ArrayList<>();

    public void add(Problem problem) {
        found.add(problem);
    }

    public void addAll(Problems others) {
        found.addAll(others.found);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** In reading order: by file, line, column. What several readers of one file found stands there once. */
    public List<Problem> list() {
        return found.stream().distinct().sorted(READING_ORDER).toList();
    }

    /** @throws ProblemsFound if there is at least one */
    public void throwIfAny() {
        if (!isEmpty()) {
            throw new ProblemsFound(list());
        }
    }
}
