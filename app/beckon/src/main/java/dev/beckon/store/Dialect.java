package dev.beckon.store;

/** The few places where SQLite and PostgreSQL differ. */
enum Dialect {
    SQLITE("CAST(unixepoch('subsec') * 1000 AS BIGINT)", "", "BLOB"),
    POSTGRESQL("CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)", " FOR UPDATE OF o SKIP LOCKED", "BYTEA");

    private final String now;
    private final String skipLocked;
    private final String bytes;

    Dialect(String now, String skipLocked, String bytes) {
        this.now = now;
        this.skipLocked = skipLocked;
        this.bytes = bytes;
    }

    static Dialect of(String url) {
        return url.startsWith("jdbc:sqlite:") ? SQLITE : POSTGRESQL;
    }

    /** The database's own clock in milliseconds: leases of several nodes must come from one clock. */
    String now() {
        return now;
    }

    /** After a subselect of {@code outbox o}: passes over what another node is taking. SQLite has one writer at a time. */
    String skipLocked() {
        return skipLocked;
    }

    String bytes() {
        return bytes;
    }
}
