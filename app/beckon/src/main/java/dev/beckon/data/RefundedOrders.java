package dev.beckon.data;

import dev.beckon.database.Database;

/**
 * Shops that write a row an order change the word of a sale that was paid back, and keep its amount: without a sale to be
 * taken from, such a line would make less than nothing of an order that came to nothing.
 */
final class RefundedOrders {

    private static final String LINES = "loaded.order_lines";

    private RefundedOrders() {}

    /**
     * Refunded lines count nothing where no line of their order is a sale.
     *
     * @param refunded SQL over the order cells that is true for lines that became negative
     */
    static void countNothing(Database database, SourceBook book, String refunded) {
        database.run("CREATE TABLE work.refunded AS SELECT order_key, line FROM " + LINES + " JOIN (SELECT "
                + LoadedTable.PLACE + " AS line FROM work.order_cells WHERE order_id IS NOT NULL AND " + refunded
                + ") USING (line) WHERE fault = 0");
        database.run("DELETE FROM work.refunded WHERE order_key IN (SELECT order_key FROM " + LINES
                + " WHERE fault = 0 AND amount > 0 AND order_key IN (SELECT order_key FROM work.refunded))");
        long lines = database.count("work.refunded");
        if (lines > 0) {
            database.run(
                    "UPDATE " + LINES + " SET amount = 0, discount = NULL, profit = NULL WHERE line IN (SELECT line"
                            + " FROM work.refunded)");
            book.alarm((lines == 1 ? "1 refunded line counts" : lines + " refunded lines count")
                    + " nothing, as no line of the same order is a sale. Maybe write types: {refunded: returned} if they"
                    + " pay back other orders");
        }
    }
}
