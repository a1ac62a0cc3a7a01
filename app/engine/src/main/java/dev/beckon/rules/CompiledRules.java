package dev.beckon.rules;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;

/** Rules ready to fire: one rule base per phase that has rules. Thread-safe; close it when no session uses it. */
public final class CompiledRules implements AutoCloseable {

    private final RuleSet rules;
    private final CustomerType type;
    private final Map<Phase, KieBase> bases;

    private CompiledRules(RuleSet rules, CustomerType type, Map<Phase, KieBase> bases) {
        this.rules = rules;
        this.type = type;
        this.bases = bases;
    }

    static CompiledRules build(RuleSet rules, CustomerType type) {
        Map<Phase, KieBase> bases = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.values()) {
            List<org.drools.model.Rule> ofPhase = rules.contents().stream()
                    .filter(rule -> rule.ref().phase() == phase)
                    .map(rule -> RuleModel.of(rule, type))
                    .toList();
            if (!ofPhase.isEmpty()) {
                var model = new ModelImpl(phase.folder()).withRules(ofPhase);
                bases.put(phase, KieBaseBuilder.createKieBaseFromModel(model));
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
        KieBase base = bases.get(phase);
        if (base == null) {
            throw new IllegalArgumentException("There are no rules in " + phase.folder() + "/");
        }
        return base;
    }

    @Override
    public void close() {
        bases.clear();
    }
}
