package dev.beckon.data;

/**
 * A field of a source, in SQL over the staged row.
 *
 * @param title the file's name of the column
 * @param raw the text as it stands in the file, without outer blanks, null for a missing value
 * @param typed the value; null where it is missing or can't be read
 */
record Cell(Field field, String title, String raw, String typed) {

    /** SQL that is true where there is a value that can't be read. */
    String unreadable() {
        return raw + " IS NOT NULL AND " + typed + " IS NULL";
    }
}
