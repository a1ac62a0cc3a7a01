package dev.beckon.rules;

import dev.beckon.facts.Property;
import dev.beckon.facts.Subject;
import dev.beckon.facts.ValueType;
import dev.beckon.facts.Vocabulary;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A class {@code Customer} that Drools declared, reached through method handles. */
final class DeclaredCustomerType implements CustomerType {

    private final Vocabulary vocabulary;
    private final ClassLoader classes;
    private final Subject blank;
    private final Map<Property, Accessor> accessors = new HashMap<>();

    DeclaredCustomerType(Vocabulary vocabulary, Class<?> customerClass, ClassLoader classes) {
        this.vocabulary = vocabulary;
        this.classes = classes;
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            this.blank = (Subject) customerClass.getConstructor().newInstance();
            for (Property property : vocabulary.properties()) {
                accessors.put(property, accessor(lookup, customerClass, property));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The declared class lacks what it was declared with", e);
        }
        // Drools' constructor sets numbers to 0 and flags to false, where missing is meant
        accessors.values().forEach(accessor -> accessor.set(blank, null));
    }

    private static Accessor accessor(MethodHandles.Lookup lookup, Class<?> customerClass, Property property)
            throws ReflectiveOperationException {
        Class<?> type = CustomerTypes.fieldType(property.type());
        String suffix = Character.toUpperCase(property.name().charAt(0))
                + property.name().substring(1);
        MethodHandle getter = lookup.findVirtual(customerClass, "get" + suffix, MethodType.methodType(type))
                .asType(MethodType.methodType(Object.class, Subject.class));
        MethodHandle setter = lookup.findVirtual(customerClass, "set" + suffix, MethodType.methodType(void.class, type))
                .asType(MethodType.methodType(void.class, Subject.class, Object.class));
        return new HandleAccessor(getter, setter, property.type());
    }

    /** For rule bases that use the class. */
    ClassLoader classes() {
        return classes;
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public Subject create(String customerId) {
        return blank.copy(customerId);
    }

    @Override
    public Accessor accessor(Property property) {
        Accessor accessor = accessors.get(property);
        if (accessor == null) {
            throw new IllegalArgumentException("The vocabulary has no property " + property.name());
        }
        return accessor;
    }

    private record HandleAccessor(MethodHandle getter, MethodHandle setter, ValueType type) implements Accessor {

        @Override
        public @Nullable Object get(Subject subject) {
            try {
                Object stored = (Object) getter.invokeExact(subject);
                return type == ValueType.DATE && stored instanceof Long day ? LocalDate.ofEpochDay(day) : stored;
            } catch (Throwable e) {
                throw new IllegalStateException("A property can't be read", e);
            }
        }

        @Override
        public void set(Subject subject, @Nullable Object value) {
            Object stored = switch (type) {
                case NUMBER -> value instanceof Double number ? Subject.comparable(number) : value;
                case DATE -> value instanceof LocalDate date ? (Long) date.toEpochDay() : value;
                case TEXT, WHOLE, FLAG -> value;
            };
            try {
                setter.invokeExact(subject, stored);
            } catch (ClassCastException e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("A property can't be written", e);
            }
        }
    }
}
