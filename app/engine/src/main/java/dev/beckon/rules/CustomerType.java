package dev.beckon.rules;

import dev.beckon.facts.Property;
import dev.beckon.facts.Subject;
import dev.beckon.facts.Vocabulary;
import org.jspecify.annotations.Nullable;

/** The class {@code Customer} of one workspace, declared from its vocabulary and shared by the bases of all phases. */
public interface CustomerType {

    Vocabulary vocabulary();

    /** A customer about whom nothing is known yet. */
    Subject create(String customerId);

    /** @throws IllegalArgumentException if the vocabulary has no such property */
    Accessor accessor(Property property);

    /** Reads and writes one property of subjects of this type. Thread-safe. */
    interface Accessor {

        @Nullable
        Object get(Subject subject);

        /** @param value of the property's {@link dev.beckon.facts.ValueType#javaType()}, or null */
        void set(Subject subject, @Nullable Object value);
    }
}
