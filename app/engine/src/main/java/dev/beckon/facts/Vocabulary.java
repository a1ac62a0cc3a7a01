package dev.beckon.facts;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every property that a workspace's customers can have: the standard ones and the data's own. Immutable. */
public final class Vocabulary {

    private final Map<String, Property> byName = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if two properties share a name */
    public Vocabulary(Collection<Property> properties) {
        for (Property property : properties) {
            if (byName.put(property.name(), property) != null) {
                throw new IllegalArgumentException("Two properties are named " + property.name());
            }
        }
    }

    /** The standard properties and these attributes. */
    public static Vocabulary withAttributes(Collection<Property> attributes) {
        return new Vocabulary(Stream.concat(StandardProperties.ALL.stream(), attributes.stream())
                .toList());
    }

    public Optional<Property> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public List<Property> properties() {
        return List.copyOf(byName.values());
    }

    public Collection<String> names() {
        return byName.keySet();
    }
}
