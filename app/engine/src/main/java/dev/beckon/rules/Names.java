package dev.beckon.rules;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which names people can give. They end up in lists, files, reports and links, so what separates things is refused. */
final class Names {

    static final int LONGEST_REASON = 200;
    private static final int LONGEST = 100;
    private static final String SEPARATORS = ";:=|";
    private static final Pattern RULE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} _.,+-]{0,119}");

    private static final Pattern VARIABLE = Pattern.compile("[$][a-zA-Z][a-zA-Z0-9]{0,39}");
    private static final Set<String> ENGINE_VARIABLES = Set.of("$drools", "$kcontext", "$this");

    private Names() {}

    /** Why this can't name a dimension, segment, tag, action; null if it can. */
    static @Nullable String complaint(String name) {
        if (name.isBlank() || !name.strip().equals(name)) {
            return "it is empty or begins or ends with a blank";
        }
        if (name.length() > LONGEST) {
            return "it is longer than " + LONGEST + " characters";
        }
        return name.chars()
                .filter(c -> SEPARATORS.indexOf(c) >= 0 || Character.isISOControl(c))
                .mapToObj(c -> "it has a '" + (char) c + "', which separates things elsewhere")
                .findFirst()
                .orElse(null);
    }

    /** Drools gives some variables a meaning of its own. */
    static boolean canNameVariable(String name) {
        return VARIABLE.matcher(name).matches() && !ENGINE_VARIABLES.contains(name);
    }

    static boolean canNameRule(String name) {
        return RULE.matcher(name).matches();
    }
}
