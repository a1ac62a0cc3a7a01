package dev.beckon.rules;

import static dev.beckon.rules.Scope.problem;

import dev.beckon.rules.Syntax.Call;
import dev.beckon.rules.Syntax.Literal;
import dev.beckon.rules.Syntax.Statement;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the statements after {@code then}: each phase has its verbs, and there are no others. */
final class EffectResolver {

    static final Map<Phase, List<String>> VERBS = Map.of(
            Phase.SEGMENTS, List.of("assign", "tag"),
            Phase.ACTIONS, List.of("recommend", "suppress"),
            Phase.CHANNELS, List.of("via", "avoid"));

    private static final long HIGHEST_PRIORITY = 1000;
    private static final String NAME_WITH = "[A-Za-z][A-Za-z0-9_]{0,59}";

    private final Phase phase;
    private final RuleNames names;
    private final String file;

    EffectResolver(Phase phase, RuleNames names, String file) {
        this.phase = phase;
        this.names = names;
        this.file = file;
    }

    /** @throws SyntaxProblem if the statement isn't one of the phase */
    Effect resolve(Statement statement) {
        Call verb = statement.verb();
        if (!VERBS.getOrDefault(phase, List.of()).contains(verb.name())) {
            throw unknownVerb(verb);
        }
        if (!statement.chained().isEmpty() && !verb.name().equals("recommend")) {
            throw problem(statement.chained().get(0), "Only recommend(...) takes parameters", null);
        }
        return switch (verb.name()) {
            case "assign" -> assign(verb);
            case "tag" -> new Effect.Tag(name(argument(verb, 0, 1, "tag(\"tag\")")));
            case "recommend" -> recommend(verb, statement.chained());
            case "suppress" -> suppress(verb);
            case "via" -> {
                String usage = "via(\"channel\", preference)";
                yield new Effect.Via(channel(argument(verb, 0, 2, usage)), rank(argument(verb, 1, 2, usage)));
            }
            case "avoid" -> {
                String usage = "avoid(\"channel\", \"reason\")";
                yield new Effect.Avoid(channel(argument(verb, 0, 2, usage)), reason(argument(verb, 1, 2, usage)));
            }
            default -> throw unknownVerb(verb);
        };
    }

    private SyntaxProblem unknownVerb(Call verb) {
        for (Phase other : Phase.values()) {
            if (VERBS.getOrDefault(other, List.of()).contains(verb.name())) {
                return problem(
                        verb,
                        verb.name() + " is a verb of the rules in " + other.folder() + "/, not of " + phase.folder()
                                + "/",
                        "move the rule");
            }
        }
        List<String> verbs = VERBS.getOrDefault(phase, List.of());
        String nearest = Scope.nearest(verb.name(), verbs);
        return problem(
                verb,
                "Rules in " + phase.folder() + "/ can't " + verb.name(),
                nearest != null ? nearest : String.join(" or ", verbs));
    }

    private Effect assign(Call verb) {
        String usage = "assign(\"dimension\", \"segment\")";
        Literal dimension = argument(verb, 0, 2, usage);
        String home = names.fileOf(name(dimension));
        if (!home.equals(file)) {
            throw problem(
                    dimension,
                    "The dimension " + dimension.shown() + " is already in " + home
                            + ", and its order can only be that of one file",
                    "move the rule there");
        }
        return new Effect.Assign(dimension.text(), name(argument(verb, 1, 2, usage)));
    }

    private static Effect recommend(Call verb, List<Call> chained) {
        String usage = "recommend(\"action\", priority)";
        String action = name(argument(verb, 0, 2, usage));
        int priority = rank(argument(verb, 1, 2, usage));
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (Call with : chained) {
            if (!with.name().equals("with")) {
                throw problem(with, "After recommend(...) only with(...) can follow", ".with(\"name\", value)");
            }
            Literal parameter = argument(with, 0, 2, "with(\"name\", value)");
            if (!parameter.text().matches(NAME_WITH)) {
                throw problem(parameter, parameter.shown() + " is no name of a parameter", "letters and digits only");
            }
            if (parameters.put(parameter.text(), value(argument(with, 1, 2, "with(\"name\", value)"))) != null) {
                throw problem(parameter, "The parameter " + parameter.shown() + " is given twice", null);
            }
        }
        return new Effect.Recommend(action, priority, Collections.unmodifiableMap(parameters));
    }

    private Effect suppress(Call verb) {
        String usage = "suppress(\"reason\") or suppress(\"action\", \"reason\")";
        if (verb.arguments().size() == 1) {
            return new Effect.SuppressAll(reason(argument(verb, 0, 1, usage)));
        }
        Literal action = argument(verb, 0, 2, usage);
        return new Effect.SuppressAction(
                Scope.known(text(action), names.actions(), "No rule recommends the action"),
                reason(argument(verb, 1, 2, usage)));
    }

    private static Literal argument(Call call, int index, int count, String usage) {
        if (call.arguments().size() != count) {
            throw problem(call, call.name() + " is given " + call.arguments().size() + " values", usage);
        }
        return call.arguments().get(index);
    }

    private static Literal text(Literal literal) {
        if (literal.kind() != Literal.Kind.TEXT) {
            throw problem(literal, literal.shown() + " is no text", "\"" + literal.text() + "\" in double quotes");
        }
        return literal;
    }

    private static String name(Literal literal) {
        String complaint = Names.complaint(text(literal).text());
        if (complaint != null) {
            throw problem(literal, literal.shown() + " can't be a name: " + complaint, null);
        }
        return literal.text();
    }

    private static String reason(Literal literal) {
        if (text(literal).text().isBlank() || literal.text().length() > Names.LONGEST_REASON) {
            throw problem(literal, "A reason has 1 to " + Names.LONGEST_REASON + " characters", null);
        }
        return literal.text();
    }

    private static String channel(Literal literal) {
        return Scope.known(text(literal), RuleNames.CHANNELS, "No channel is called");
    }

    private static int rank(Literal literal) {
        if (literal.kind() != Literal.Kind.WHOLE
                || literal.text().length() > 4
                || Long.parseLong(literal.text()) < 0
                || Long.parseLong(literal.text()) > HIGHEST_PRIORITY) {
            throw problem(literal, literal.shown() + " is no whole number from 0 to " + HIGHEST_PRIORITY, null);
        }
        return Integer.parseInt(literal.text());
    }

    private static Object value(Literal literal) {
        if (literal.kind() != Literal.Kind.TEXT && literal.text().length() > 15) {
            throw problem(literal, literal.shown() + " is too long a number", null);
        }
        return switch (literal.kind()) {
            case TEXT -> literal.text();
            case WHOLE -> Long.valueOf(literal.text());
            case DECIMAL -> new BigDecimal(literal.text());
            case FLAG -> Boolean.valueOf(literal.text());
            case NULL -> throw problem(literal, "A parameter can't be null", "leave it out");
        };
    }
}
