package dev.beckon.rules;

import dev.beckon.facts.Vocabulary;

/** Makes the {@code Customer} that a workspace's rules name. */
public final class CustomerTypes {

    private CustomerTypes() {}

    /** @throws IllegalArgumentException if a property can't be named so */
    public static CustomerType declare(Vocabulary vocabulary) {
        vocabulary.properties().forEach(property -> {
            if (!ReservedNames.allow(property.name())) {
                throw new IllegalArgumentException("No property can be called " + property.name());
            }
        });
        return new SlotCustomerType(vocabulary);
    }
}
