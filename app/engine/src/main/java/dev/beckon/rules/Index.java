package dev.beckon.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers names in the order they are first asked for, from 0. */
final class Index {

    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    int of(String name) {
        return numbers.computeIfAbsent(name, unused -> numbers.size());
    }

    /** By name; what nobody asked for isn't there. */
    Map<String, Integer> numbers() {
        return numbers;
    }

    List<String> names() {
        return List.copyOf(numbers.keySet());
    }
}
