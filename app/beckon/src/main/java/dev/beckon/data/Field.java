package dev.beckon.data;

import org.jspecify.annotations.Nullable;

/**
 * One of Beckon's own columns of a source.
 *
 * @param name as beckon.yaml writes it
 * @param takenByName true if a column of the file with the same name is used without being mapped
 */
record Field(String name, Kind kind, boolean required, boolean takenByName) {

    enum Kind {
        ID,
        TEXT,
        /** A day; the time of day, if any, is dropped. */
        DATE,
        /** An instant or a wall time of the company's zone. */
        TIME,
        MONEY,
        NUMBER,
        WHOLE,
        FLAG,
        EMAIL,
        PHONE,
        LANGUAGE,
        ZONE,
        CHANNEL,
        CONSENT,
        /** What became of a message. */
        MESSAGE_STATE
    }

    static Field optional(String name, Kind kind) {
        return new Field(name, kind, false, true);
    }

    static Field required(String name, Kind kind) {
        return new Field(name, kind, true, true);
    }

    /** Only used where beckon.yaml maps it: files use its name for many things. */
    static Field onlyMapped(String name, Kind kind) {
        return new Field(name, kind, false, false);
    }

    /** The column of the typed table. */
    String column() {
        // "at" is a word of SQL
        return name.equals("at") ? "at_time" : name.replace('-', '_');
    }

    /** True if the two names differ only in case, blanks and punctuation. */
    static boolean sameName(String one, @Nullable String other) {
        return other != null && plain(one).equals(plain(other));
    }

    private static String plain(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(java.util.Locale.ROOT);
    }
}
