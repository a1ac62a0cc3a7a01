package dev.beckon.sample;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The files of the company while they are being written. */
final class Tables implements Closeable {

    final CsvTable customers;
    final CsvTable orders;
    final CsvTable events;
    final CsvTable consents;
    final CsvTable suppressions;
    final CsvTable truth;

    private final Path folder;

    Tables(Path folder) throws IOException {
        this.folder = folder;
        customers = new CsvTable(folder.resolve("customers.csv"), ',', Customers.COLUMNS);
        orders = new CsvTable(folder.resolve("orders.csv.gz"), ',', Orders.COLUMNS);
        events = new CsvTable(folder.resolve("events.csv.gz"), ',', "event_id", "customer_id", "type", "at");
        consents = new CsvTable(
                folder.resolve("consents.csv"), ',', "customer_id", "channel", "state", "recorded_at", "source");
        suppressions = new CsvTable(
                folder.resolve("suppressions.csv"), ';', "address", "customer_id", "channel", "reason", "since");
        truth = new CsvTable(
                folder.resolve("truth.csv"),
                ',',
                "customer_id",
                "segment",
                "orders_per_year",
                "alive",
                "dropped_out",
                "duplicate_of",
                "effect_points");
    }

    List<WrittenFile> written() {
        return List.of(
                new WrittenFile(folder.resolve("customers.csv"), customers.rows()),
                new WrittenFile(folder.resolve("orders.csv.gz"), orders.rows()),
                new WrittenFile(folder.resolve("products.csv"), Product.ALL.size()),
                new WrittenFile(folder.resolve("events.csv.gz"), events.rows()),
                new WrittenFile(folder.resolve("consents.csv"), consents.rows()),
                new WrittenFile(folder.resolve("suppressions.csv"), suppressions.rows()),
                new WrittenFile(folder.resolve("truth.csv"), truth.rows()));
    }

    @Override
    public void close() throws IOException {
        for (CsvTable table : List.of(customers, orders, events, consents, suppressions, truth)) {
            table.close();
        }
    }
}
