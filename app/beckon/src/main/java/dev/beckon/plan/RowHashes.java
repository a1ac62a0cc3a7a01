package dev.beckon.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;

/** By campaign the SHA-256 of a table's rows in their order, as hexadecimal digits. */
final class RowHashes {

    private static final String OF_NONE = HexFormat.of().formatHex(sha256().digest());

    private final Map<String, MessageDigest> digests = new HashMap<>();
    private final Map<String, String> hashes = new HashMap<>();

    private RowHashes() {}

    static RowHashes of(DuckDBConnection connection, String table) throws SQLException {
        var all = new RowHashes();
        String sql = "SELECT campaign, CAST(json_array(*COLUMNS(*)) AS VARCHAR) FROM plan." + table;
        try (var statement = (DuckDBPreparedStatement) connection.prepareStatement(sql);
                var rows = statement.query()) {
            while (rows.nextChunk()) {
                var chunk = rows.chunk();
                for (long row = 0; row < chunk.rowCount(); row++) {
                    all.add(chunk.vector(0).getString(row), chunk.vector(1).getString(row));
                }
            }
        }
        all.digests.forEach(
                (campaign, digest) -> all.hashes.put(campaign, HexFormat.of().formatHex(digest.digest())));
        return all;
    }

    /** The same on another thread, by a connection of its own. */
    static CompletableFuture<RowHashes> begin(DuckDBConnection connection, String table) {
        return CompletableFuture.supplyAsync(() -> {
            try (var own = (DuckDBConnection) connection.duplicate()) {
                return of(own, table);
            } catch (SQLException e) {
                throw new Planning.PlanFailed(e);
            }
        });
    }

    private void add(String campaign, String row) {
        MessageDigest digest = digests.computeIfAbsent(campaign, name -> sha256());
        digest.update(row.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    /** The hash of no rows at all where the table has none of the campaign. */
    String of(String campaign) {
        return hashes.getOrDefault(campaign, OF_NONE);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
