package dev.beckon.rules;

import java.util.Set;

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
            "customer",
            "fired",
            "id",
            "isIn",
            "marked",
            "tagged",
            "bought",
            "boughtWithin",
            "share",
            "previousSegment");

    private ReservedNames() {}

    public static boolean contains(String name) {
        return WORDS.contains(name);
    }

    /** Whether a property can be called so: a small letter, then letters and digits of ASCII, and not reserved. */
    public static boolean allow(String name) {
        return name.matches("[a-z][A-Za-z0-9]{0,99}") && !contains(name);
    }
}
