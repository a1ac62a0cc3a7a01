package dev.beckon.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.facts.Property;
import dev.beckon.facts.Subject;
import dev.beckon.facts.Unit;
import dev.beckon.facts.ValueType;
import dev.beckon.facts.Vocabulary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CustomerTypesTest {

    @Test
    void aNewCustomerKnowsNothing() {
        CustomerType type = CustomerTypes.declare(Attributes.ofEveryKind());
        Subject customer = type.create("c1");
        assertThat(customer.id()).isEqualTo("c1");
        for (Property property : type.vocabulary().properties()) {
            assertThat(type.accessor(property).get(customer))
                    .as(property.name())
                    .isNull();
        }
    }

    @Test
    void keepsValuesOfEveryKindForEachCustomerByItself() {
        CustomerType type = CustomerTypes.declare(Attributes.ofEveryKind());
        Map<String, Object> values = Map.of(
                "education",
                "PhD",
                "children",
                2L,
                "income",
                -5L,
                "rating",
                0.5,
                "member",
                false,
                "joined",
                LocalDate.of(1969, 12, 31),
                "emailAddress",
                "a@example.com");
        Subject first = type.create("c1");
        values.forEach((name, value) -> accessor(type, name).set(first, value));
        Subject second = type.create("c2");
        values.forEach((name, value) -> {
            assertThat(accessor(type, name).get(first)).isEqualTo(value);
            assertThat(accessor(type, name).get(second)).isNull();
        });
    }

    @Test
    void refusesValuesOfAnotherKind() {
        CustomerType type = CustomerTypes.declare(Attributes.ofEveryKind());
        Subject customer = type.create("c1");
        assertThatThrownBy(() -> accessor(type, "children").set(customer, "two"))
                .isInstanceOf(ClassCastException.class);
    }

    @Test
    void whatIsNoNumberIsMissing() {
        CustomerType type = CustomerTypes.declare(Attributes.ofEveryKind());
        Subject customer = type.create("c1");
        accessor(type, "rating").set(customer, Double.NaN);
        assertThat(accessor(type, "rating").get(customer)).isNull();
    }

    @Test
    void takesAVeryWideTable() {
        List<Property> columns = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            ValueType type = ValueType.values()[i % ValueType.values().length];
            columns.add(new Property("column" + i, type, Unit.NONE, "column " + i, "", Property.Origin.ATTRIBUTE));
        }
        CustomerType type = CustomerTypes.declare(Vocabulary.withAttributes(columns));
        Subject customer = type.create("c1");
        accessor(type, "column596").set(customer, 7L);
        assertThat(accessor(type, "column596").get(customer)).isEqualTo(7L);
    }

    @Test
    void refusesNamesThatTheLanguageNeeds() {
        for (String name : List.of("end", "default", "action", "fired", "class", "Upper", "a-b", "")) {
            var vocabulary = new Vocabulary(
                    List.of(new Property(name, ValueType.TEXT, Unit.NONE, name, "", Property.Origin.ATTRIBUTE)));
            assertThatThrownBy(() -> CustomerTypes.declare(vocabulary)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static CustomerType.Accessor accessor(CustomerType type, String name) {
        return type.accessor(type.vocabulary().find(name).orElseThrow());
    }
}
