package dev.beckon.features;

import dev.beckon.facts.Property;
import dev.beckon.facts.Subject;
import dev.beckon.facts.Vocabulary;
import dev.beckon.rules.CustomerType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Customers whose properties stand in a map, for tests that fire no rules. */
public record PlainCustomers(Vocabulary vocabulary) implements CustomerType {

    static final class Plain extends Subject {
        final Map<String, @Nullable Object> values = new HashMap<>();
    }

    @Override
    public Subject create(String customerId) {
        var subject = new Plain();
        subject.identify(customerId);
        return subject;
    }

    @Override
    public Accessor accessor(Property property) {
        return new Accessor() {
            @Override
            public @Nullable Object get(Subject subject) {
                return ((Plain) subject).values.get(property.name());
            }

            @Override
            public void set(Subject subject, @Nullable Object value) {
                ((Plain) subject).values.put(property.name(), value);
            }
        };
    }
}
