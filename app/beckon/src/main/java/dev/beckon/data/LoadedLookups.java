package dev.beckon.data;

import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tables that add columns to the order lines, such as a product's category. */
final class LoadedLookups {

    private static final List<String> TARGETS = List.of("product", "category");

    /** A lookup with its key and the order column that holds the key. */
    private record Lookup(String name, String table, String alias, Staged staged, String orderColumn) {

        /** Each key of the orders, with the number of its rows. */
        String asked() {
            return "work." + Sql.name("asked " + alias);
        }

        /** Each key of the orders that is found, with the lookup's own key. */
        String pairs() {
            return "work." + Sql.name("pairs " + alias);
        }
    }

    private final Database database;
    private final List<Lookup> lookups = new ArrayList<>();

    LoadedLookups(Database database) {
        this.database = database;
    }

    /** Loads one; its last row with a key wins. */
    void load(SourceSql source) {
        SourceSettings settings = source.settings();
        settings.yaml().mapOrEmpty("match").allowing("orders", "key");
        settings.yaml().mapOrEmpty("columns").allowing(TARGETS.toArray(String[]::new));
        String keyColumn = settings.match().getOrDefault("key", "");
        String orderColumn = settings.match().getOrDefault("orders", "");
        var key = source.column(keyColumn);
        if (key.isEmpty() || orderColumn.isEmpty()) {
            settings.report(
                    "match",
                    key.isEmpty() ? "has no column '" + keyColumn + "'" : "'match' names no column of the orders",
                    "write match: {orders: product, key: COLUMN}; the file has "
                            + String.join(", ", source.staged().titles()));
            return;
        }
        var columns = new ArrayList<String>();
        for (Map.Entry<String, String> column : settings.columns().entrySet()) {
            var found = source.column(column.getValue());
            if (found.isEmpty()) {
                source.reportMissing(column.getKey(), column.getValue());
            }
            found.ifPresent(value -> columns.add(
                    ", " + source.typed(Field.optional("x", Field.Kind.TEXT), value) + " AS " + column.getKey()));
        }
        String name = settings.name();
        String typedKey = source.typed(Field.optional("key", Field.Kind.ID), key.get());
        String table = "work." + Sql.name("lookup " + name);
        database.run("CREATE TABLE " + table + " AS SELECT file, line, " + typedKey + " AS key"
                + String.join("", columns) + " FROM " + source.staged().relation());
        removeDoubles(name, table, key.get().title());
        source.book().counted(source.staged().readRows(), database.count(table));
        lookups.add(new Lookup(name, table, "l" + lookups.size(), source.staged(), orderColumn));
    }

    private void removeDoubles(String name, String table, String keyTitle) {
        reject(name, table, keyTitle, "key IS NULL", Reasons.NO_KEY);
        reject(
                name,
                table,
                keyTitle,
                "(file, line) NOT IN (SELECT max((file, line)) FROM " + table + " GROUP BY key)",
                Reasons.DUPLICATE_KEY);
    }

    private void reject(String name, String table, String keyTitle, String condition, String reason) {
        database.run("INSERT INTO loaded.rejected SELECT " + Sql.text(name) + ", file, line, " + Sql.text(keyTitle)
                + ", key, " + Sql.text(reason) + " FROM " + table + " WHERE " + condition);
        database.run("DELETE FROM " + table + " WHERE " + condition);
    }

    /**
     * Gives each key of the orders that the lookup doesn't have as it is the lookup's key that differs from it in case
     * and outer blanks only. To be called once the orders' values are defined.
     */
    void matchLoosely(SourceBook orders) {
        for (Lookup lookup : lookups) {
            database.run("CREATE TABLE " + lookup.asked() + " AS SELECT key_" + lookup.alias()
                    + " AS key, count(*) AS n FROM work.order_cells GROUP BY key HAVING key IS NOT NULL");
            database.run("CREATE TABLE " + lookup.pairs()
                    + " AS SELECT own AS key, coalesce(max(key) FILTER (key = own),"
                    + " max(key)) AS found, count(*) > 1 AND NOT bool_or(key = own) AS doubtful FROM (SELECT key AS own"
                    + " FROM " + lookup.asked() + ") JOIN " + lookup.table()
                    + " ON lower(trim(own)) = lower(trim(key)) GROUP BY own");
            database.run("DELETE FROM " + lookup.pairs() + " WHERE doubtful");
            long loose = database.number("SELECT CAST(sum(n) AS BIGINT) FROM " + lookup.asked() + " JOIN "
                            + lookup.pairs() + " p USING (key) WHERE p.key <> p.found")
                    .orElse(0);
            if (loose > 0) {
                orders.warn(loose + (loose == 1 ? " row matches " : " rows match ") + lookup.name()
                        + " only without regard to upper and lower case and outer blanks; taken as matched");
            }
        }
    }

    /** The keys of the lookups as columns of the order cells. */
    List<String> keyColumns(SourceSql orders) {
        var columns = new ArrayList<String>();
        for (Lookup lookup : lookups) {
            var cell = orders.cell(lookup.orderColumn());
            var column = orders.column(lookup.orderColumn());
            if (cell.isEmpty() && column.isEmpty()) {
                lookup.staged()
                        .settings()
                        .report("match", "the orders have no column '" + lookup.orderColumn() + "'", null);
                columns.add("NULL AS key_" + lookup.alias());
            } else {
                String value = cell.map(Cell::typed)
                        .orElseGet(() -> orders.typed(Field.optional("key", Field.Kind.ID), column.orElseThrow()));
                columns.add(value + " AS key_" + lookup.alias());
            }
        }
        return columns;
    }

    /** Columns of the order cells, and with them those of the lookups' keys. */
    List<String> withKeys(List<String> columns) {
        var all = new ArrayList<>(columns);
        lookups.forEach(lookup -> all.add("key_" + lookup.alias()));
        return all;
    }

    /** The columns of the keys that don't follow from these columns of the order cells. */
    List<String> keysOutside(List<String> columns) {
        return lookups.stream()
                .filter(lookup -> !columns.contains(lookup.orderColumn()))
                .map(lookup -> "key_" + lookup.alias())
                .toList();
    }

    String joins(String orders) {
        var joins = new StringBuilder();
        for (Lookup lookup : lookups) {
            joins.append(" LEFT JOIN (SELECT t.*, p.key AS own FROM ").append(lookup.pairs());
            joins.append(" p JOIN ").append(lookup.table()).append(" t ON p.found = t.key) ");
            joins.append(lookup.alias())
                    .append(" ON ")
                    .append(orders)
                    .append(".key_")
                    .append(lookup.alias());
            joins.append(" = ").append(lookup.alias()).append(".own");
        }
        return joins.toString();
    }

    /** The column's value: of the lookups that have it, or else as one spells it that is asked by it, or the order's own. */
    String value(String column, String own) {
        var values = new ArrayList<String>();
        for (Lookup lookup : lookups) {
            if (lookup.staged().settings().columns().containsKey(column)) {
                values.add(lookup.alias() + "." + column);
            }
        }
        lookups.stream()
                .filter(lookup -> lookup.orderColumn().equals(column))
                .forEach(lookup -> values.add(lookup.alias() + ".key"));
        values.add(own);
        return "coalesce(" + String.join(", ", values) + ")";
    }

    /** Tells which keys of the orders' rows the lookups don't have. */
    void reportUnmatched(SourceBook orders) {
        for (Lookup lookup : lookups) {
            Unmatched.find(
                            database,
                            lookup.name(),
                            "SELECT key, n FROM " + lookup.asked() + " WHERE key NOT IN (SELECT key FROM "
                                    + lookup.pairs() + ")")
                    .ifPresent(orders::unmatched);
        }
    }
}
