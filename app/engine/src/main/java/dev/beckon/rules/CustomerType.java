package dev.beckon.rules;

import dev.beckon.facts.Property;
import dev.beckon.facts.Subject;
import dev.beckon.facts.Vocabulary;
import org.jspecify.annotations.Nullable;

/** The {@code Customer} of one workspace: what its vocabulary says that can be known of customers. */
public interface CustomerType {

    Vocabulary vocabulary();

    /** A customer about whom nothing is known yet. */
    Subject create(String customerId);

    /** @throws IllegalArgumentException if the vocabulary has no such property */
    Accessor accessor(Property property);

    /** Reads and writes one property of subjects of this type. Thread-safe. */
    interface Accessor {

        /** Where it stands among the subject's texts if it is text, or else among its numbers. */
        int slot();

        @Nullable
        Object get(Subject subject);

        /** @param value of the property's {@link dev.beckon.facts.ValueType#javaType()}, or null */
        void set(Subject subject, @Nullable Object value);
    }
}
