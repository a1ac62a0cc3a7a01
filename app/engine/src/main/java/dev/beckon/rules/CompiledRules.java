package dev.beckon.rules;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.drools.base.definitions.InternalKnowledgePackage;
import org.drools.core.reteoo.CoreComponentFactory;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.drools.kiesession.rulebase.KnowledgeBaseFactory;
import org.kie.api.KieBase;

/** Rules ready to fire: one rule base per phase that has rules. Thread-safe; close it when no session uses it. */
public final class CompiledRules implements AutoCloseable {

    private static final String PACKAGE = "beckon";

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
            List<Rule> ofPhase = rules.contents().stream()
                    .filter(rule -> rule.ref().phase() == phase)
                    .toList();
            if (!ofPhase.isEmpty()) {
                bases.put(phase, base(ofPhase, type));
            }
        }
        return new CompiledRules(rules, type, bases);
    }

    private static KieBase base(List<Rule> rules, CustomerType type) {
        InternalKnowledgePackage models = CoreComponentFactory.get().createKnowledgePackage(PACKAGE);
        rules.forEach(rule -> models.addRule(RuleModel.of(rule, type)));
        InternalKnowledgeBase base = KnowledgeBaseFactory.newKnowledgeBase();
        base.addPackages(List.of(models));
        return base;
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
