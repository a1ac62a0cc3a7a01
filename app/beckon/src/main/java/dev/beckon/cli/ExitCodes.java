package dev.beckon.cli;

import dev.beckon.feedback.ProblemsFound;
import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.feedback.SourceUnavailable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into words on stderr and an exit code. */
final class ExitCodes implements IExecutionExceptionHandler {

    static final int OK = 0;
    static final int PROBLEMS = 1;
    static final int REFUSED = 3;
    static final int PARTLY = 4;
    static final int UNAVAILABLE = 5;
    static final int INTERNAL = 70;

    @Override
    public int handleExecutionException(Exception exception, CommandLine commandLine, ParseResult parsed) {
        var err = commandLine.getErr();
        if (exception instanceof ProblemsFound found) {
            found.problems().forEach(err::println);
            err.println(
                    found.problems().size() == 1
                            ? "1 problem."
                            : found.problems().size() + " problems.");
            return PROBLEMS;
        }
        if (exception instanceof RefusedByPolicy) {
            err.println("Refused: " + exception.getMessage());
            return REFUSED;
        }
        if (exception instanceof SourceUnavailable) {
            err.println(exception.getMessage());
            return UNAVAILABLE;
        }
        if (String.valueOf(exception.getMessage()).contains("No space left on device")) {
            err.println("The disk is full. Maybe free some room, or put the workspace on another disk.");
            return UNAVAILABLE;
        }
        LoggerFactory.getLogger(ExitCodes.class).debug("internal error", exception);
        err.println("Internal error: " + exception + ". This is our bug; set BECKON_LOG=debug to see where.");
        return INTERNAL;
    }
}
