package dev.beckon.cli;

import org.jspecify.annotations.Nullable;

/** Who is at the keyboard, for the audit log. */
final class Person {

    private Person() {}

    /** The operating system's user. */
    static String here() {
        return System.getProperty("user.name", "somebody");
    }

    /** The name given, with the operating system's user, since one account may be shared. */
    static String called(@Nullable String name) {
        return name == null || name.isBlank() ? here() : name.strip() + " (" + here() + ")";
    }
}
