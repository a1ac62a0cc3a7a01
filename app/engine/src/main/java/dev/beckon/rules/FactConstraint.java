package dev.beckon.rules;

import org.drools.base.base.ValueResolver;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.constraint.AlphaNodeFieldConstraint;
import org.kie.api.runtime.rule.FactHandle;

/** What a pattern asks of a fact by itself. */
class FactConstraint implements AlphaNodeFieldConstraint, DroolsPart {

    private static final Declaration[] NOTHING = {};

    final Check check;

    FactConstraint(Check check) {
        this.check = check;
    }

    @Override
    public boolean isAllowed(FactHandle handle, ValueResolver session) {
        return check.holds(handle.getObject(), Check.NO_FACTS);
    }

    @Override
    public Declaration[] getRequiredDeclarations() {
        return NOTHING;
    }

    @Override
    public void replaceDeclaration(Declaration old, Declaration replacement) {}

    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod")
    public FactConstraint clone() {
        return this;
    }

    @Override
    public FactConstraint cloneIfInUse() {
        return this;
    }

    @Override
    public ConstraintType getType() {
        return ConstraintType.ALPHA;
    }

    @Override
    public boolean isTemporal() {
        return false;
    }
}
