package dev.beckon.rules;

import java.util.Set;
import java.util.regex.Pattern;

/** Names that no property can have, because the rule language or the engine gives them a meaning of its own. */
public final class ReservedNames {

    private static final Set<String> WORDS = Set.of(
            // the rule language, and Drools' own
            "action",
            "and",
            "contains",
            "end",
            "eval",
            "exists",
            "extends",
            "forall",
            "from",
            "in",
            "matches",
            "memberOf",
            "not",
            "or",
            "over",
            "rule",
            "soundslike",
            "str",
            "then",
            "when",
            // operators over time, which Drools takes for operators wherever they stand
            "after",
            "before",
            "coincides",
            "during",
            "excludes",
            "finishedby",
            "finishes",
            "includes",
            "meets",
            "metby",
            "overlappedby",
            "overlaps",
            "startedby",
            "starts",
            // expressions inside of Drools
            "def",
            "empty",
            "foreach",
            "function",
            "import",
            "is",
            "isdef",
            "nil",
            "proto",
            "strsim",
            "until",
            "untyped",
            "drools",
            "kcontext",
            "with",
            // Java
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "false",
            "final",
            "finally",
            "float",
            "for",
            "goto",
            "if",
            "implements",
            "instanceof",
            "int",
            "interface",
            "long",
            "native",
            "new",
            "null",
            "private",
            "protected",
            "public",
            "return",
            "short",
            "static",
            "strictfp",
            "super",
            "switch",
            "this",
            "synchronized",
            "throw",
            "throws",
            "transient",
            "true",
            "try",
            "void",
            "volatile",
            "while",
            "var",
            "record",
            "sealed",
            "permits",
            "yield",
            // the engine
            "actionPriority",
            "beginDecision",
            "clone",
            "finalize",
            "hashCode",
            "notify",
            "notifyAll",
            "takeFired",
            "toString",
            "wait",
            "customer",
            "fired",
            "noteFired",
            "id",
            "isIn",
            "marked",
            "tagged",
            "bought",
            "boughtWithin",
            "share",
            "previousSegment");

    /** {@code getAge} would be taken for {@code age}. */
    private static final Pattern LIKE_A_GETTER = Pattern.compile("get[A-Z0-9].*");

    private ReservedNames() {}

    public static boolean contains(String name) {
        return WORDS.contains(name) || LIKE_A_GETTER.matcher(name).matches();
    }

    /** Whether a property can be called so: a small letter, then letters and digits of ASCII, and not reserved. */
    public static boolean allow(String name) {
        return name.matches("[a-z][A-Za-z0-9]{0,99}") && !contains(name);
    }
}
