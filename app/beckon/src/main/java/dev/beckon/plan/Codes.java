package dev.beckon.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers the few different values of a column, so that the column itself holds numbers. Not thread-safe. */
final class Codes<T> {

    private final Map<T, Integer> codes = new HashMap<>();
    private final List<T> values = new ArrayList<>();

    /** Its place among {@link #values()}; null for null. */
    @Nullable
    Integer of(@Nullable T value) {
        if (value == null) {
            return null;
        }
        Integer code = codes.get(value);
        if (code == null) {
            code = values.size();
            codes.put(value, code);
            values.add(value);
        }
        return code;
    }

    /** In the order in which they came. */
    List<T> values() {
        return values;
    }
}
