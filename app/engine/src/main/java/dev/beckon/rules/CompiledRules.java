package dev.beckon.rules;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.kie.api.KieBase;

/** Rules ready to fire: one rule base per phase that has rules. Thread-safe; close it when no session uses it. */
public final class CompiledRules implements AutoCloseable {

    private final RuleSet rules;
    private final CustomerType type;
    private final Map<Phase, RuleBase> bases;

    private CompiledRules(RuleSet rules, CustomerType type, Map<Phase, RuleBase> bases) {
        this.rules = rules;
        this.type = type;
        this.bases = bases;
    }

    static CompiledRules build(RuleSet rules, CustomerType type, BuildModel model) {
        ClassLoader classes = ((DeclaredCustomerType) type).classes();
        Map<Phase, RuleBase> bases = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.values()) {
            List<Rule> ofPhase = rules.contents().stream()
                    .filter(rule -> rule.ref().phase() == phase)
                    .toList();
            if (!ofPhase.isEmpty()) {
                bases.put(phase, RuleBase.build(DrlWriter.PACKAGE, DrlWriter.drl(ofPhase, model), classes, model));
            }
        }
        return new CompiledRules(rules, type, bases);
    }

    public RuleSet rules() {
        return rules;
    }

    public CustomerType type() {
        return type;
    }

    public boolean has(Phase phase) {
        return bases.containsKey(phase);
    }

    /** @throws IllegalArgumentException if the phase has no rules */
    public KieBase base(Phase phase) {
        RuleBase base = bases.get(phase);
        if (base == null) {
            throw new IllegalArgumentException("There are no rules in " + phase.folder() + "/");
        }
        return base.base();
    }

    @Override
    public void close() {
        bases.values().forEach(RuleBase::close);
    }
}
