package dev.beckon.rules;

import dev.beckon.facts.Subject;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import org.drools.base.base.ValueResolver;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.constraint.AlphaNodeFieldConstraint;
import org.kie.api.runtime.rule.FactHandle;

final class NotingConstraint implements AlphaNodeFieldConstraint {

    private static final Declaration[] NOTHING = {};

    private final Check check;
    private final int id;

    NotingConstraint(Check check, int id) {
        this.check = check;
        this.id = id;
    }

    @Override
    public boolean isAllowed(FactHandle handle, ValueResolver session) {
        Subject customer = (Subject) handle.getObject();
        if (check.holds(customer, Check.NO_FACTS)) {
            customer.fired(id);
        }
        return false;
    }

    @Override
    public AlphaNodeFieldConstraint cloneIfInUse() {
        return this;
    }

    @Override
    public Declaration[] getRequiredDeclarations() {
        return NOTHING;
    }

    @Override
    public void replaceDeclaration(Declaration before, Declaration after) {}

    @Override
    public NotingConstraint clone() {
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

    @Override
    public void writeExternal(ObjectOutput out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void readExternal(ObjectInput in) {
        throw new UnsupportedOperationException();
    }
}
