package dev.beckon.facts;

import java.time.LocalDate;

/** What kind of value a property holds, and so which literals and operators a rule may use with it. */
public enum ValueType {
    TEXT(String.class),
    /** Whole numbers and sums of money in minor units. */
    WHOLE(Long.class),
    /** Averages, shares and other statistical figures. */
    NUMBER(Double.class),
    FLAG(Boolean.class),
    DATE(LocalDate.class);

    private final Class<?> javaType;

    ValueType(Class<?> javaType) {
        this.javaType = javaType;
    }

    /** The class that a value has in a {@link Subject}; a missing value is null. */
    public Class<?> javaType() {
        return javaType;
    }
}
