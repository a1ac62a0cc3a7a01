package dev.beckon.rules;

import dev.beckon.feedback.Problem;

/** Where something stands in a rule file; line and column are 1-based. */
public record Place(String file, int line, int column) {

    Problem problem(String message) {
        return Problem.at(file, line, column, message);
    }
}
