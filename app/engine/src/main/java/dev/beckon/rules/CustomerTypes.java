package dev.beckon.rules;

import dev.beckon.facts.Property;
import dev.beckon.facts.Subject;
import dev.beckon.facts.ValueType;
import dev.beckon.facts.Vocabulary;
import java.util.stream.Collectors;
import org.kie.api.definition.type.FactType;

/** Makes the class {@code Customer} of a workspace. */
public final class CustomerTypes {

    /** Not that of the rules: a package of the same name there would hide the class. */
    static final String PACKAGE = "beckonfacts";

    static final String NAME = "Customer";

    private CustomerTypes() {}

    /**
     * Declares the class from the vocabulary, in a rule base of its own, whose class loader the bases of all phases share.
     *
     * @throws IllegalArgumentException if a property can't be named so
     */
    public static CustomerType declare(Vocabulary vocabulary) {
        ClassLoader parent = Subject.class.getClassLoader();
        // Drools forgets the build at once; the class and its loader live on
        try (RuleBase facts = RuleBase.build(PACKAGE, drl(vocabulary), parent, BuildModel.CLASSIC)) {
            FactType declared = facts.base().getFactType(PACKAGE, NAME);
            return new DeclaredCustomerType(vocabulary, declared.getFactClass(), facts.classes());
        }
    }

    private static String drl(Vocabulary vocabulary) {
        String fields =
                vocabulary.properties().stream().map(CustomerTypes::field).collect(Collectors.joining());
        return "package " + PACKAGE + "\nimport " + Subject.class.getName() + "\ndeclare " + NAME + " extends "
                + Subject.class.getSimpleName() + "\n" + fields + "end\n";
    }

    private static String field(Property property) {
        if (!ReservedNames.allow(property.name())) {
            throw new IllegalArgumentException("No property can be called " + property.name());
        }
        return "  " + property.name() + " : " + fieldType(property.type()).getName() + "\n";
    }

    /** What the class holds: dates are days since 1970, which conditions compare as numbers. */
    static Class<?> fieldType(ValueType type) {
        return type == ValueType.DATE ? Long.class : type.javaType();
    }
}
