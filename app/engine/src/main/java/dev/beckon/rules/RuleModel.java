package dev.beckon.rules;

import static org.drools.model.PatternDSL.betaIndexedBy;
import static org.drools.model.PatternDSL.declarationOf;
import static org.drools.model.PatternDSL.execute;
import static org.drools.model.PatternDSL.exists;
import static org.drools.model.PatternDSL.not;
import static org.drools.model.PatternDSL.on;
import static org.drools.model.PatternDSL.pattern;
import static org.drools.model.PatternDSL.rule;

import dev.beckon.facts.Event;
import dev.beckon.facts.LinkedDemand.Kind;
import dev.beckon.facts.LinkedFact;
import dev.beckon.facts.Purchase;
import dev.beckon.facts.Subject;
import dev.beckon.rules.LinkedPattern.Quantifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.drools.model.Declaration;
import org.drools.model.Index.ConstraintType;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.RuleItemBuilder;
import org.drools.model.view.ViewItem;

/**
 * Writes one rule in Drools' rule model, which is what Drools makes of a rule file. Here it is made from the checked rule:
 * nothing that an author wrote is ever compiled or run, and there is nothing to wait for.
 *
 * <p>A rule that asks about the customer alone is noted as its last condition is met, and that condition never holds: so
 * Drools works out no match, keeps none and fires none, which is a third of its time. Rules with linked rows are true only
 * together with those, and are noted when they fire.
 */
final class RuleModel {

    private static final String PACKAGE = "beckon";

    private final Rule rule;
    private final CustomerType type;
    private final Declaration<Subject> customer = declarationOf(Subject.class, "customer");
    /** By variable: the fact that it is read off. */
    private final Map<String, Declaration<?>> boundAt = new HashMap<>();

    private int expressions;

    private RuleModel(Rule rule, CustomerType type) {
        this.rule = rule;
        this.type = type;
    }

    static org.drools.model.Rule of(Rule rule, CustomerType type) {
        return new RuleModel(rule, type).written();
    }

    private org.drools.model.Rule written() {
        List<RuleItemBuilder<?>> parts = new ArrayList<>();
        int id = rule.ref().id();
        Check main = main();
        if (rule.linked().isEmpty()) {
            parts.add(pattern(customer).expr(expression(), fact -> noteFired(main, fact, id)));
            parts.add(execute(() -> {}));
        } else {
            boolean asksForARow = rule.linked().stream().anyMatch(each -> each.quantifier() != Quantifier.NOT);
            parts.add(pattern(customer)
                    .expr(expression(), fact -> (fact.hasRows() || !asksForARow) && main.holds(fact, Check.NO_FACTS)));
            rule.linked().forEach(linked -> parts.add(linked(linked)));
            parts.add(on(customer).execute(fact -> fact.fired(id)));
        }
        return rule(PACKAGE, String.valueOf(id)).build(parts.toArray(RuleItemBuilder[]::new));
    }

    private static boolean noteFired(Check main, Subject customer, int id) {
        if (main.holds(customer, Check.NO_FACTS)) {
            customer.fired(id);
        }
        return false;
    }

    private Check main() {
        bind(rule.bindings(), customer);
        return all(rule.bindings(), rule.conditions().stream().map(Constraint::condition), Check.Setting.of(type));
    }

    private void bind(List<Variable> variables, Declaration<?> fact) {
        variables.forEach(variable -> boundAt.put(variable.name(), fact));
    }

    /** What must hold of one fact: its variables have a value, and these conditions. */
    private static Check all(List<Variable> bindings, Stream<Condition> conditions, Check.Setting setting) {
        Stream<Check> present =
                bindings.stream().map(variable -> Checks.missing(variable.of().on(setting.type()), false));
        return Checks.all(Stream.concat(present, conditions.map(each -> each.check(setting)))
                .toList());
    }

    private ViewItem<?> linked(LinkedPattern linked) {
        return linked.kind() == Kind.PURCHASE ? linked(linked, Purchase.class) : linked(linked, Event.class);
    }

    private <R extends LinkedFact> ViewItem<?> linked(LinkedPattern linked, Class<R> kind) {
        Declaration<R> row = declarationOf(kind, "row" + expressions);
        PatternDef<R> pattern = pattern(row)
                .expr(
                        "customer",
                        customer,
                        (fact, whose) -> fact.customer() == whose,
                        betaIndexedBy(Subject.class, ConstraintType.EQUAL, 0, LinkedFact::customer, whose -> whose));
        List<Condition> conditions =
                linked.conditions().stream().map(Constraint::condition).toList();
        Stream<Condition> own =
                conditions.stream().filter(each -> each.variables().findAny().isEmpty());
        Check alone = all(linked.bindings(), own, Check.Setting.of(type));
        pattern.expr(expression(), fact -> alone.holds(fact, Check.NO_FACTS));
        conditions.stream()
                .filter(each -> each.variables().findAny().isPresent())
                .forEach(each -> compare(pattern, each));
        if (linked.quantifier() == Quantifier.EACH) {
            bind(linked.bindings(), row);
            return pattern;
        }
        return linked.quantifier() == Quantifier.NOT ? not(pattern) : exists(pattern);
    }

    /** A condition that reads variables of earlier patterns. */
    private void compare(PatternDef<? extends LinkedFact> pattern, Condition condition) {
        List<Declaration<?>> facts = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        condition.variables().forEach(variable -> {
            Declaration<?> fact = Objects.requireNonNull(boundAt.get(variable.name()));
            if (!facts.contains(fact)) {
                facts.add(fact);
            }
            places.put(variable.name(), facts.indexOf(fact));
        });
        Check check = condition.check(new Check.Setting(type, places));
        switch (facts.size()) {
            case 1 -> pattern.expr(expression(), facts.get(0), (row, first) -> check.holds(row, new Object[] {first}));
            case 2 ->
                pattern.expr(
                        expression(),
                        facts.get(0),
                        facts.get(1),
                        (row, first, second) -> check.holds(row, new Object[] {first, second}));
            case 3 ->
                pattern.expr(
                        expression(),
                        facts.get(0),
                        facts.get(1),
                        facts.get(2),
                        (row, first, second, third) -> check.holds(row, new Object[] {first, second, third}));
            default ->
                throw new IllegalArgumentException(
                        "One condition compares with " + facts.size() + " patterns: " + rule.ref());
        }
    }

    /** Drools takes expressions of the same name for the same. */
    private String expression() {
        return "expression " + rule.ref().id() + "." + expressions++;
    }
}
