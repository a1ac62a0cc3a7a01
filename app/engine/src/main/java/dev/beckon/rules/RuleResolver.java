package dev.beckon.rules;

import dev.beckon.facts.LinkedDemand;
import dev.beckon.facts.Vocabulary;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import dev.beckon.rules.LinkedPattern.Quantifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what the parser saw into rules, and says everything that is wrong with them. */
final class RuleResolver {

    private final Vocabulary vocabulary;
    private final RuleNames names;
    private final Registry registry;
    private final Literals literals;
    private final Problems problems;

    RuleResolver(Vocabulary vocabulary, RuleNames names, Registry registry, Literals literals, Problems problems) {
        this.vocabulary = vocabulary;
        this.names = names;
        this.registry = registry;
        this.literals = literals;
        this.problems = problems;
    }

    Rule resolve(RuleRef ref, Syntax.Rule written) {
        var scope = new Scope(ref.phase(), vocabulary, names, registry);
        String customer = written.main().variable();
        scope.reserve(customer);
        List<Variable> bindings = new ArrayList<>();
        List<Constraint> conditions = constraints(scope, null, written.main().constraints(), bindings, written.name());
        bindings.forEach(scope::bind);
        List<LinkedPattern> linked = new ArrayList<>();
        for (Syntax.Pattern pattern : written.linked()) {
            linked.add(linked(scope, pattern, customer, written.name()));
        }
        return new Rule(ref, bindings, conditions, linked, effects(ref, written));
    }

    private List<Constraint> constraints(
            Scope scope,
            LinkedDemand.@Nullable Kind kind,
            List<Syntax.Constraint> written,
            List<Variable> bindings,
            String rule) {
        var resolver = new ConditionResolver(scope, literals, kind);
        List<Constraint> constraints = new ArrayList<>();
        for (Syntax.Constraint part : written) {
            attempt(rule, () -> {
                if (part.binding() != null) {
                    bindings.add(variable(scope, resolver, part.binding(), bindings));
                }
                if (part.expression() != null) {
                    constraints.add(new Constraint(part.text(), part.place(), resolver.resolve(part.expression())));
                }
            });
        }
        return constraints;
    }

    private static Variable variable(
            Scope scope, ConditionResolver resolver, Syntax.Binding binding, List<Variable> others) {
        boolean taken = scope.isTaken(binding.variable())
                || others.stream().anyMatch(other -> other.name().equals(binding.variable()));
        if (taken || !Names.canNameVariable(binding.variable())) {
            throw new SyntaxProblem(binding.place()
                    .problem("The variable " + binding.variable() + (taken ? " is bound twice" : " can't be used"))
                    .hint("another name, such as $days"));
        }
        return new Variable(binding.variable(), resolver.operand(binding.of()));
    }

    private LinkedPattern linked(Scope scope, Syntax.Pattern pattern, String customer, String rule) {
        LinkedDemand.Kind kind = LinkedDemand.Kind.valueOf(pattern.type().toUpperCase(Locale.ROOT));
        List<Syntax.Constraint> others = new ArrayList<>(pattern.constraints());
        if (!others.removeIf(constraint -> isLink(constraint, customer))) {
            problems.add(pattern.place()
                    .problem(pattern.type() + " isn't tied to the rule's customer")
                    .hint(pattern.type() + "( customer == " + customer + ", ...)")
                    .inRule(rule));
            others.removeIf(constraint -> constraint.text().startsWith("customer "));
        }
        List<Variable> bindings = new ArrayList<>();
        List<Constraint> conditions = constraints(scope, kind, others, bindings, rule);
        if (pattern.quantifier() == Quantifier.EACH) {
            bindings.forEach(scope::bind);
        }
        return new LinkedPattern(
                pattern.quantifier(),
                kind,
                bindings,
                conditions,
                RowConditions.of(conditions),
                pattern.place(),
                pattern.text());
    }

    private static boolean isLink(Syntax.Constraint constraint, String customer) {
        return constraint.binding() == null
                && constraint.expression() instanceof Syntax.Test test
                && test.operator().equals("==")
                && test.left() instanceof Syntax.Name left
                && left.name().equals("customer")
                && test.right().get(0) instanceof Syntax.Variable right
                && right.name().equals(customer);
    }

    private List<Effect> effects(RuleRef ref, Syntax.Rule written) {
        var resolver = new EffectResolver(ref.phase(), names, ref.file());
        List<Effect> effects = new ArrayList<>();
        Set<String> said = new HashSet<>();
        for (Syntax.Statement statement : written.then()) {
            attempt(written.name(), () -> {
                if (!statement.variable().equals(written.main().variable())) {
                    throw new SyntaxProblem(statement
                            .variablePlace()
                            .problem(statement.variable() + " isn't the rule's customer")
                            .hint(written.main().variable()));
                }
                Effect effect = resolver.resolve(statement);
                if (!said.add(effect.about())) {
                    throw new SyntaxProblem(statement.verb().place().problem("The rule says twice: " + effect.about()));
                }
                effects.add(effect);
            });
        }
        if (written.then().isEmpty()) {
            problems.add(written.place()
                    .problem("The rule says nothing after then")
                    .hint("use " + String.join(" or ", EffectResolver.VERBS.getOrDefault(ref.phase(), List.of())))
                    .inRule(written.name()));
        }
        return effects;
    }

    private void attempt(String rule, Runnable step) {
        try {
            step.run();
        } catch (SyntaxProblem mistake) {
            Problem problem = mistake.problem();
            problems.add(problem.inRule(rule));
        }
    }
}
