package dev.beckon.rules;

import java.io.Externalizable;
import java.io.ObjectInput;
import java.io.ObjectOutput;

/** Part of a rule base. None is ever stored: they are made anew of the rule files. */
interface DroolsPart extends Externalizable {

    @Override
    default void writeExternal(ObjectOutput to) {
        throw new UnsupportedOperationException();
    }

    @Override
    default void readExternal(ObjectInput from) {
        throw new UnsupportedOperationException();
    }
}
