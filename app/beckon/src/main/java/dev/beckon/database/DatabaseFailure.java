package dev.beckon.database;

import java.sql.SQLException;

/** The data engine refused SQL of ours: a fault of Beckon, or a full disk. Says the SQL, never a value of a row. */
public final class DatabaseFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseFailure(String sql, SQLException cause) {
        super(withoutValues(cause) + " in: " + (sql.length() > 2000 ? sql.substring(0, 2000) + "..." : sql));
        setStackTrace(cause.getStackTrace());
    }

    /** The engine quotes the value that it couldn't use. */
    private static String withoutValues(SQLException cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("").replaceAll("[\"'].*[\"']", "'...'");
    }
}
