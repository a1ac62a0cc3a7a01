package dev.beckon.rules;

import dev.beckon.feedback.Problem;
import org.jspecify.annotations.Nullable;

/** Ends the reading of one rule; caught by the parser, which goes on with the next. */
final class SyntaxProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    SyntaxProblem(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    SyntaxProblem(Token token, String message, @Nullable String hint) {
        this(token.place().problem(message).hint(hint));
    }

    SyntaxProblem(Token token, Refusals.Refusal refusal) {
        this(token, refusal.message(), refusal.hint());
    }

    Problem problem() {
        return problem;
    }
}
