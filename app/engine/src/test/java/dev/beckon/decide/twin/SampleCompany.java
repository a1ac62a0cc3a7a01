package dev.beckon.decide.twin;

import static dev.beckon.facts.Unit.COUNT;
import static dev.beckon.facts.Unit.MONEY;
import static dev.beckon.facts.Unit.NONE;
import static dev.beckon.facts.ValueType.TEXT;
import static dev.beckon.facts.ValueType.WHOLE;

import dev.beckon.facts.Property;
import dev.beckon.facts.Unit;
import dev.beckon.facts.ValueType;
import dev.beckon.facts.Vocabulary;
import dev.beckon.rules.RuleSet;
import java.nio.file.Path;
import java.util.List;

/** The rules of the repository, and what its data know of customers. */
final class SampleCompany {

    /** As the tests of a module run in its folder. */
    static final Path RULES = Path.of("../../rules");

    /** "From your own data" in {@code rules/README.md}. */
    static final Vocabulary VOCABULARY = Vocabulary.withAttributes(List.of(
            attribute("pinCode", TEXT, NONE),
            attribute("income", WHOLE, MONEY),
            attribute("signupChannel", TEXT, NONE),
            attribute("education", TEXT, NONE),
            attribute("maritalStatus", TEXT, NONE),
            attribute("rating", WHOLE, COUNT)));

    private static final int PAISE_DIGITS = 2;

    private SampleCompany() {}

    static RuleSet rules() {
        return rules(RULES);
    }

    static RuleSet rules(Path folder) {
        return RuleSet.read(folder, VOCABULARY, PAISE_DIGITS);
    }

    private static Property attribute(String name, ValueType type, Unit unit) {
        return new Property(name, type, unit, name, "a column", Property.Origin.ATTRIBUTE);
    }
}
