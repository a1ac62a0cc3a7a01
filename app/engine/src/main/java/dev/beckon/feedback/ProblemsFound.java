package dev.beckon.feedback;

import java.util.List;
import java.util.stream.Collectors;

/** Something people wrote or delivered is wrong; exit code 1. Carries every problem, not only the first. */
public final class ProblemsFound extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ProblemsFound(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public ProblemsFound(Problem problem) {
        this(List.of(problem));
    }

    public List<Problem> problems() {
        return problems;
    }
}
