package dev.beckon.rules;

import static java.util.Objects.requireNonNull;

import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import dev.beckon.rules.LinkedPattern.Quantifier;
import dev.beckon.rules.Syntax.Pattern;
import dev.beckon.rules.Syntax.Statement;
import dev.beckon.rules.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rules of one file: the subset of DRL that Beckon knows, and nothing else. A rule with a mistake is left out
 * after its first problem; reading goes on with the next rule.
 */
final class RuleParser {

    private static final Set<String> TYPES = Set.of("Customer", "Purchase", "Event");

    private static final int MOST_LINKED = 8;
    private static final int MOST_STATEMENTS = 50;

    private final TokenReader tokens;
    private final ExpressionParser expressions;
    private final Problems problems;
    private @Nullable String currentRule;

    private RuleParser(String text, List<Token> tokens, Problems problems) {
        this.tokens = new TokenReader(text, tokens);
        this.expressions = new ExpressionParser(this.tokens);
        this.problems = problems;
    }

    static List<Syntax.Rule> parse(String file, String text, Problems problems) {
        return new RuleParser(text, Lexer.tokens(file, text, problems), problems).rules();
    }

    private List<Syntax.Rule> rules() {
        List<Syntax.Rule> rules = new ArrayList<>();
        while (!tokens.at(Kind.END_OF_FILE)) {
            currentRule = null;
            try {
                rules.add(rule());
            } catch (SyntaxProblem mistake) {
                Problem problem = mistake.problem();
                problems.add(problem.rule() == null ? problem.inRule(currentRule) : problem);
                tokens.skipToNextRule();
            }
        }
        return rules;
    }

    private Syntax.Rule rule() {
        Token start = tokens.peek();
        if (!start.is("rule")) {
            throw new SyntaxProblem(start, Refusals.outsideRules(start));
        }
        tokens.take();
        Token name = tokens.peek();
        if (!name.is(Kind.TEXT)) {
            throw new SyntaxProblem(name, "After the word rule its name is expected in double quotes", "rule \"...\"");
        }
        tokens.take();
        currentRule = name.text();
        expressions.beginRule();
        if (!tokens.at("when")) {
            throw new SyntaxProblem(tokens.peek(), Refusals.attribute(tokens.peek()));
        }
        tokens.take();
        Syntax.Main main = mainPattern();
        List<Pattern> linked = new ArrayList<>();
        while (!tokens.at("then")) {
            limit(linked.size(), MOST_LINKED, "patterns");
            linked.add(linkedPattern());
        }
        tokens.take();
        List<Statement> statements = new ArrayList<>();
        while (!tokens.at("end")) {
            limit(statements.size(), MOST_STATEMENTS, "statements");
            statements.add(statement());
        }
        tokens.take();
        return new Syntax.Rule(name.text(), name.place(), start.place(), main, linked, statements);
    }

    private void limit(int count, int most, String what) {
        if (count == most) {
            throw new SyntaxProblem(tokens.peek(), "A rule has at most " + most + " " + what, "split it");
        }
    }

    private Syntax.Main mainPattern() {
        if (tokens.at("then")) {
            throw new SyntaxProblem(
                    tokens.peek(),
                    "There is nothing between when and then",
                    "$c : Customer( ... ) says for whom it is");
        }
        Pattern main = pattern(Quantifier.EACH, tokens.peek());
        String variable = main.variable();
        if (!main.type().equals("Customer") || variable == null) {
            throw new SyntaxProblem(main.place()
                    .problem("A rule begins with the customer it is about")
                    .hint("$c : Customer( ... )"));
        }
        return new Syntax.Main(variable, main.constraints());
    }

    private Pattern linkedPattern() {
        Token start = tokens.peek();
        Quantifier quantifier = Quantifier.EACH;
        if (tokens.at("not") || tokens.at("exists")) {
            quantifier = Quantifier.valueOf(tokens.take().text().toUpperCase(Locale.ROOT));
        }
        Pattern pattern = pattern(quantifier, start);
        if (pattern.type().equals("Customer")) {
            throw new SyntaxProblem(pattern.place()
                    .problem("A rule is about one customer, and has only one Customer( ... )")
                    .hint("put all conditions into the first one"));
        }
        if (pattern.variable() != null) {
            throw new SyntaxProblem(pattern.place()
                    .problem("A " + pattern.type() + " can't be bound to " + pattern.variable())
                    .hint("bind one of its fields: $d : daysAgo"));
        }
        return pattern;
    }

    private Pattern pattern(Quantifier quantifier, Token start) {
        String variable = null;
        if (tokens.at(Kind.NAME) && (tokens.peek().text().startsWith("$") || isBound())) {
            variable = variable().text();
            tokens.expect(":", "after " + variable);
        }
        Token type = tokens.peek();
        if (!type.is(Kind.NAME) || !TYPES.contains(type.text())) {
            throw new SyntaxProblem(type, Refusals.pattern(type, TYPES));
        }
        tokens.take();
        tokens.expect("(", "after " + type.text());
        List<Syntax.Constraint> constraints = new ArrayList<>();
        if (!tokens.at(")")) {
            do {
                constraints.add(constraint());
            } while (tokens.skip(","));
        }
        tokens.expect(")", "or ',' or '&&' after this condition");
        String text = tokens.textSince(start);
        return new Pattern(quantifier, variable, type.text(), type.place(), constraints, text);
    }

    private Syntax.Constraint constraint() {
        Token start = tokens.peek();
        if (start.is(Kind.NAME) && isBound()) {
            variable();
            tokens.take();
            Syntax.Expression bound = expressions.parse();
            Syntax.Term of = boundTerm(bound, start);
            var binding = new Syntax.Binding(start.text(), start.place(), of);
            Syntax.Expression condition = bound instanceof Syntax.Bare ? null : bound;
            return new Syntax.Constraint(binding, condition, start.place(), tokens.textSince(start));
        }
        Syntax.Expression expression = expressions.parse();
        return new Syntax.Constraint(null, expression, start.place(), tokens.textSince(start));
    }

    private boolean isBound() {
        return tokens.peekSecond().is(":");
    }

    private Token variable() {
        Token name = tokens.take();
        if (!name.text().startsWith("$")) {
            throw new SyntaxProblem(name, "A name before a colon begins with $", "$" + name.text());
        }
        return name;
    }

    private static Syntax.Term boundTerm(Syntax.Expression bound, Token start) {
        if (bound instanceof Syntax.Bare bare && bare.term() instanceof Syntax.Name) {
            return bare.term();
        }
        if (bound instanceof Syntax.Test test && test.left() instanceof Syntax.Name) {
            return test.left();
        }
        if (bound instanceof Syntax.And and && and.parts().stream().allMatch(part -> isTestOfSame(part, and))) {
            return boundTerm(and.parts().get(0), start);
        }
        throw new SyntaxProblem(start.place()
                .problem("A variable can be bound to one field only")
                .hint("$d : daysAgo, or $d : daysAgo <= 3; separate further conditions by commas"));
    }

    /** {@code $d : daysAgo > 0 && <= 3}. */
    private static boolean isTestOfSame(Syntax.Expression part, Syntax.And and) {
        return part instanceof Syntax.Test test
                && and.parts().get(0) instanceof Syntax.Test first
                && test.left() == first.left();
    }

    private Statement statement() {
        Token variable = tokens.peek();
        if (!variable.is(Kind.NAME) || !variable.text().startsWith("$")) {
            throw new SyntaxProblem(variable, Refusals.statement(variable, requireNonNull(currentRule)));
        }
        tokens.take();
        tokens.expect(".", "and what to do with the customer");
        Syntax.Call verb = call();
        List<Syntax.Call> chained = new ArrayList<>();
        while (tokens.skip(".")) {
            chained.add(call());
        }
        tokens.expect(";", "at the end of the statement");
        return new Statement(variable.text(), variable.place(), verb, chained);
    }

    private Syntax.Call call() {
        Token name = tokens.peek();
        if (!name.is(Kind.NAME)) {
            throw new SyntaxProblem(name, "Expected what to do, such as assign(...), but found " + name.shown(), null);
        }
        tokens.take();
        return expressions.arguments(name);
    }
}
