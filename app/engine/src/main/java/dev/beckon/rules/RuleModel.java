package dev.beckon.rules;

import dev.beckon.facts.Event;
import dev.beckon.facts.LinkedDemand.Kind;
import dev.beckon.facts.Purchase;
import dev.beckon.facts.Subject;
import dev.beckon.rules.LinkedPattern.Quantifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.drools.base.base.ClassObjectType;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.GroupElement;
import org.drools.base.rule.Pattern;
import org.drools.base.rule.RuleConditionElement;

/**
 * Writes one rule in Drools' rule model, which is what Drools makes of a rule file. Here it is made from the checked rule:
 * nothing that an author wrote is ever compiled or run, and there is nothing to wait for.
 *
 * <p>A rule that asks about the customer alone is noted as its condition is met. Rules with linked rows are true only
 * together with those, and are noted when they fire.
 */
final class RuleModel {

    /** Only those customers come to the rules that need a row who have one: the rules share this constraint's node. */
    private static final FactConstraint HAS_ROWS = new FactConstraint((fact, none) -> ((Subject) fact).hasRows());

    private final Rule rule;
    private final CustomerType type;
    private final RuleImpl model;
    private final Pattern customer;
    /** By variable: the fact that it is read off. */
    private final Map<String, Declaration> boundAt = new HashMap<>();

    private int patterns;

    private RuleModel(Rule rule, CustomerType type) {
        this.rule = rule;
        this.type = type;
        this.model = new RuleImpl(String.valueOf(rule.ref().id()));
        this.customer = pattern(Subject.class);
    }

    static RuleImpl of(Rule rule, CustomerType type) {
        return new RuleModel(rule, type).written();
    }

    private RuleImpl written() {
        int id = rule.ref().id();
        Check main = main();
        model.getLhs().addChild(customer);
        if (rule.linked().isEmpty()) {
            customer.addConstraint(new NotingConstraint(main, id));
        } else {
            if (rule.linked().stream().anyMatch(each -> each.quantifier() != Quantifier.NOT)) {
                customer.addConstraint(HAS_ROWS);
            }
            customer.addConstraint(new FactConstraint(main));
            rule.linked().forEach(linked -> model.getLhs().addChild(linked(linked)));
        }
        model.setConsequence(new Noting(id));
        return model;
    }

    private Pattern pattern(Class<?> type) {
        int number = patterns++;
        return new Pattern(number, new ClassObjectType(type), "fact" + number);
    }

    private Check main() {
        bind(rule.bindings(), customer);
        return all(rule.bindings(), rule.conditions().stream().map(Constraint::condition), Check.Setting.of(type));
    }

    private void bind(List<Variable> variables, Pattern pattern) {
        variables.forEach(variable -> boundAt.put(variable.name(), pattern.getDeclaration()));
    }

    /** What must hold of one fact: its variables have a value, and these conditions. */
    private static Check all(List<Variable> bindings, Stream<Condition> conditions, Check.Setting setting) {
        Stream<Check> present =
                bindings.stream().map(variable -> Checks.missing(variable.of().on(setting.type()), false));
        return Checks.all(Stream.concat(present, conditions.map(each -> each.check(setting)))
                .toList());
    }

    private RuleConditionElement linked(LinkedPattern linked) {
        Pattern row = pattern(linked.kind() == Kind.PURCHASE ? Purchase.class : Event.class);
        row.addConstraint(new SameCustomer(customer.getDeclaration()));
        List<Condition> conditions =
                linked.conditions().stream().map(Constraint::condition).toList();
        Stream<Condition> own =
                conditions.stream().filter(each -> each.variables().findAny().isEmpty());
        row.addConstraint(new FactConstraint(all(linked.bindings(), own, Check.Setting.of(type))));
        conditions.stream()
                .filter(each -> each.variables().findAny().isPresent())
                .forEach(each -> row.addConstraint(joined(each)));
        if (linked.quantifier() == Quantifier.EACH) {
            bind(linked.bindings(), row);
            return row;
        }
        boolean none = linked.quantifier() == Quantifier.NOT;
        return new GroupElement(none ? GroupElement.Type.NOT : GroupElement.Type.EXISTS).addChild(row);
    }

    /** A condition that reads variables of earlier patterns. */
    private JoinConstraint joined(Condition condition) {
        List<Declaration> facts = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        condition.variables().forEach(variable -> {
            Declaration fact = Objects.requireNonNull(boundAt.get(variable.name()));
            if (!facts.contains(fact)) {
                facts.add(fact);
            }
            places.put(variable.name(), facts.indexOf(fact));
        });
        return new JoinConstraint(facts, condition.check(new Check.Setting(type, places)));
    }
}
