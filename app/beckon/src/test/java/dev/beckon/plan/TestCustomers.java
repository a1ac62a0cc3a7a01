package dev.beckon.plan;

import dev.beckon.facts.Property;
import dev.beckon.facts.Subject;
import dev.beckon.facts.Vocabulary;
import dev.beckon.rules.CustomerType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Customers whose facts stand in a map. */
final class TestCustomers implements CustomerType {

    private final Vocabulary vocabulary = Vocabulary.withAttributes(java.util.List.of());

    private static final class MapSubject extends Subject {
        private final Map<String, Object> facts = new HashMap<>();
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public Subject create(String customerId) {
        var subject = new MapSubject();
        subject.identify(customerId);
        return subject;
    }

    @Override
    public Accessor accessor(Property property) {
        return new Accessor() {
            @Override
            public @Nullable Object get(Subject subject) {
                return ((MapSubject) subject).facts.get(property.name());
            }

            @Override
            public void set(Subject subject, @Nullable Object value) {
                ((MapSubject) subject).facts.put(property.name(), value);
            }
        };
    }
}
