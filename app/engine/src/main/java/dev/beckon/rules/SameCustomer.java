package dev.beckon.rules;

import dev.beckon.facts.LinkedFact;
import java.util.List;
import org.drools.base.base.ValueResolver;
import org.drools.base.base.ValueType;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.IndexableConstraint;
import org.drools.base.rule.accessor.FieldValue;
import org.drools.base.rule.accessor.ReadAccessor;
import org.drools.base.rule.accessor.TupleValueExtractor;
import org.drools.base.util.IndexedValueReader;
import org.drools.base.util.index.ConstraintTypeOperator;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBaseConfiguration;

/** {@code customer == $c}: Drools keeps rows by their customer, so that it joins without trying all of them. */
final class SameCustomer extends JoinConstraint implements IndexableConstraint {

    private static final TupleValueExtractor CUSTOMER_OF_ROW = new CustomerOfRow();

    SameCustomer(Declaration customer) {
        super(List.of(customer), (row, facts) -> ((LinkedFact) row).customer() == facts[0]);
    }

    @Override
    public SameCustomer clone() {
        return new SameCustomer(customer());
    }

    private Declaration customer() {
        return getRequiredDeclarations()[0];
    }

    @Override
    public boolean isIndexable(int nodeType, KieBaseConfiguration configuration) {
        return true;
    }

    @Override
    public ConstraintTypeOperator getConstraintType() {
        return ConstraintTypeOperator.EQUAL;
    }

    @Override
    public IndexedValueReader getFieldIndex() {
        return new IndexedValueReader(customer(), CUSTOMER_OF_ROW);
    }

    @Override
    public TupleValueExtractor getLeftIndexExtractor() {
        return customer();
    }

    @Override
    public TupleValueExtractor getRightIndexExtractor() {
        return CUSTOMER_OF_ROW;
    }

    @Override
    public boolean isUnification() {
        return false;
    }

    @Override
    public @Nullable FieldValue getField() {
        return null;
    }

    @Override
    public @Nullable ReadAccessor getFieldExtractor() {
        return null;
    }

    private record CustomerOfRow() implements TupleValueExtractor {

        @Override
        public ValueType getValueType() {
            return ValueType.OBJECT_TYPE;
        }

        @Override
        public Object getValue(ValueResolver session, BaseTuple row) {
            return ((LinkedFact) row.getFactHandle().getObject()).customer();
        }

        @Override
        public CustomerOfRow clone() {
            return this;
        }
    }
}
