package dev.beckon.rules;

import dev.beckon.facts.Property;
import dev.beckon.facts.Subject;
import dev.beckon.facts.ValueType;
import dev.beckon.facts.Vocabulary;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives each property of a vocabulary a slot in {@link Subject}. */
final class SlotCustomerType implements CustomerType {

    private final Vocabulary vocabulary;
    private final Map<Property, Accessor> accessors = new HashMap<>();
    private final long[] nothingKnown;
    private final int texts;

    SlotCustomerType(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        List<Property> numbers = ofText(vocabulary, false);
        List<Property> allTexts = ofText(vocabulary, true);
        this.nothingKnown =
                numbers.stream().mapToLong(SlotCustomerType::missing).toArray();
        this.texts = allTexts.size();
        for (List<Property> slots : List.of(numbers, allTexts)) {
            for (int slot = 0; slot < slots.size(); slot++) {
                accessors.put(
                        slots.get(slot), new SlotAccessor(slot, slots.get(slot).type()));
            }
        }
    }

    private static List<Property> ofText(Vocabulary vocabulary, boolean text) {
        return vocabulary.properties().stream()
                .filter(property -> (property.type() == ValueType.TEXT) == text)
                .toList();
    }

    private static long missing(Property property) {
        return property.type() == ValueType.NUMBER ? Double.doubleToRawLongBits(Double.NaN) : Subject.MISSING;
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public Subject create(String customerId) {
        return new Subject(customerId, nothingKnown, texts);
    }

    @Override
    public Accessor accessor(Property property) {
        Accessor accessor = accessors.get(property);
        if (accessor == null) {
            throw new IllegalArgumentException("The vocabulary has no property " + property.name());
        }
        return accessor;
    }

    private record SlotAccessor(int slot, ValueType type) implements Accessor {

        @Override
        public @Nullable Object get(Subject subject) {
            return switch (type) {
                case TEXT -> subject.text(slot);
                case NUMBER -> Double.isNaN(subject.number(slot)) ? null : (Double) subject.number(slot);
                case WHOLE, FLAG, DATE -> subject.whole(slot) == Subject.MISSING ? null : boxed(subject.whole(slot));
            };
        }

        private Object boxed(long value) {
            return switch (type) {
                case FLAG -> value == 1;
                case DATE -> LocalDate.ofEpochDay(value);
                default -> value;
            };
        }

        @Override
        public void set(Subject subject, @Nullable Object value) {
            switch (type) {
                case TEXT -> subject.text(slot, (String) value);
                case NUMBER -> subject.number(slot, value == null ? Double.NaN : (Double) value);
                case WHOLE -> subject.whole(slot, value == null ? Subject.MISSING : (Long) value);
                case FLAG -> subject.whole(slot, value == null ? Subject.MISSING : (Boolean) value ? 1 : 0);
                case DATE -> subject.whole(slot, value == null ? Subject.MISSING : ((LocalDate) value).toEpochDay());
            }
        }
    }
}
