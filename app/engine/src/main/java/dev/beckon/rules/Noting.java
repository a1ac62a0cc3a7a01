package dev.beckon.rules;

import dev.beckon.facts.Subject;
import org.drools.base.base.ValueResolver;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.base.rule.consequence.Consequence;
import org.drools.core.rule.consequence.KnowledgeHelper;

/** Notes on the customer, the first fact of a match, that a rule fired. */
record Noting(int rule) implements Consequence<KnowledgeHelper> {

    @Override
    public String getName() {
        return RuleImpl.DEFAULT_CONSEQUENCE_NAME;
    }

    @Override
    public void evaluate(KnowledgeHelper match, ValueResolver session) {
        ((Subject) match.getTuple().getObject(0)).fired(rule);
    }
}
