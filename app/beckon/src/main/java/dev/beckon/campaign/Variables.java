package dev.beckon.campaign;

import dev.beckon.campaign.Variable.Kind;
import dev.beckon.campaign.Variable.Source;
import dev.beckon.facts.Property;
import dev.beckon.facts.Unit;
import dev.beckon.facts.Vocabulary;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Everything that the templates of one campaign may name: a closed set. */
final class Variables {

    static final String COMPANY_NAME = "company.name";
    static final String POSTAL_ADDRESS = "company.postalAddress";
    static final String UNSUBSCRIBE_URL = "unsubscribeUrl";

    private final Map<String, Variable> byName = new LinkedHashMap<>();

    Variables(Vocabulary vocabulary, Map<String, Kind> parameters) {
        for (Property property : vocabulary.properties()) {
            add(new Variable(property.name(), kindOf(property), Source.PROPERTY));
        }
        parameters.forEach((name, kind) -> add(new Variable(name, kind, Source.PARAMETER)));
        for (String name : new String[] {COMPANY_NAME, POSTAL_ADDRESS, UNSUBSCRIBE_URL}) {
            add(new Variable(name, Kind.TEXT, Source.SENDER));
        }
    }

    Optional<Variable> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Collection<String> names() {
        return byName.keySet();
    }

    private void add(Variable variable) {
        byName.putIfAbsent(variable.name(), variable);
    }

    private static Kind kindOf(Property property) {
        return switch (property.type()) {
            case TEXT -> Kind.TEXT;
            case FLAG -> Kind.FLAG;
            case DATE -> Kind.DATE;
            case WHOLE, NUMBER ->
                property.unit() == Unit.MONEY ? Kind.MONEY : property.unit() == Unit.SHARE ? Kind.SHARE : Kind.NUMBER;
        };
    }
}
