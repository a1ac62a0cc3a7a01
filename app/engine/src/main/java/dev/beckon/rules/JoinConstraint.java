package dev.beckon.rules;

import java.util.List;
import org.drools.base.base.ValueResolver;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.ContextEntry;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.constraint.BetaConstraint;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.FactHandle;

/** What a pattern asks of a row together with facts of earlier patterns. */
class JoinConstraint implements BetaConstraint<JoinConstraint.Sides>, DroolsPart {

    private final Declaration[] earlier;
    private final Check check;

    JoinConstraint(List<Declaration> earlier, Check check) {
        this.earlier = earlier.toArray(Declaration[]::new);
        this.check = check;
    }

    @Override
    public final boolean isAllowedCachedLeft(Sides sides, FactHandle row) {
        return holds(sides.earlier, row);
    }

    @Override
    public final boolean isAllowedCachedRight(BaseTuple facts, Sides sides) {
        return holds(facts, sides.row);
    }

    private boolean holds(@Nullable BaseTuple facts, @Nullable FactHandle row) {
        if (facts == null || row == null) {
            throw new IllegalStateException("A row is joined to nothing");
        }
        var values = new Object[earlier.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = facts.getObject(earlier[i]);
        }
        return check.holds(row.getObject(), values);
    }

    @Override
    public final Sides createContext() {
        return new Sides();
    }

    @Override
    public final Declaration[] getRequiredDeclarations() {
        return earlier;
    }

    /** Drools builds a rule's network of a copy of its patterns. */
    @Override
    public final void replaceDeclaration(Declaration old, Declaration replacement) {
        for (int i = 0; i < earlier.length; i++) {
            if (earlier[i].equals(old)) {
                earlier[i] = replacement;
            }
        }
    }

    @Override
    public JoinConstraint clone() {
        return new JoinConstraint(List.of(earlier), check);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public final <T> T cloneIfInUse() {
        return (T) this;
    }

    @Override
    public final ConstraintType getType() {
        return ConstraintType.BETA;
    }

    @Override
    public final boolean isTemporal() {
        return false;
    }

    /** The side that Drools holds while it goes through the other one; each session has its own. */
    static final class Sides implements ContextEntry, DroolsPart {

        private @Nullable BaseTuple earlier;
        private @Nullable FactHandle row;

        @Override
        public void updateFromTuple(ValueResolver session, BaseTuple facts) {
            earlier = facts;
        }

        @Override
        public void updateFromFactHandle(ValueResolver session, FactHandle handle) {
            row = handle;
        }

        @Override
        public void resetTuple() {
            earlier = null;
        }

        @Override
        public void resetFactHandle() {
            row = null;
        }

        @Override
        public ContextEntry getNext() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setNext(ContextEntry next) {
            throw new UnsupportedOperationException();
        }
    }
}
