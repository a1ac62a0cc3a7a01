package dev.beckon.plan;

import dev.beckon.facts.Property;
import dev.beckon.facts.Subject;
import dev.beckon.rules.CustomerType;
import dev.beckon.rules.CustomerType.Accessor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads properties of subjects by name. */
final class Facts {

    private final Map<String, Accessor> accessors = new HashMap<>();

    Facts(CustomerType type) {
        for (Property property : type.vocabulary().properties()) {
            accessors.put(property.name(), type.accessor(property));
        }
    }

    /** Null where it is missing, or where the workspace has no such property. */
    @Nullable
    Object value(Subject subject, String property) {
        Accessor accessor = accessors.get(property);
        return accessor == null ? null : accessor.get(subject);
    }
}
