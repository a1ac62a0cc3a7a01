package dev.beckon.store;

import java.util.Optional;

/** Who wanted to send a plan, and who else approved it. Audited. */
public final class PlanApprovals {

    private final Store store;

    public PlanApprovals(Store store) {
        this.store = store;
    }

    /**
     * Notes that this person wants to send it, unless somebody did before.
     *
     * @return who approved it; empty: nobody yet
     */
    public Optional<String> requested(String plan, String who) {
        return store.transaction(connection -> {
            Rows.change(
                    connection,
                    "INSERT INTO approvals (plan, made_by) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    plan,
                    who);
            return Rows.first(
                            connection,
                            row -> Optional.ofNullable(row.getString(1)),
                            "SELECT approved_by FROM approvals WHERE plan = ? AND approved_account <> ?",
                            plan,
                            who)
                    .flatMap(each -> each);
        });
    }

    /**
     * @param account of the operating system: whatever people call themselves, one account isn't two people
     * @return false if the same account wanted to send it
     */
    public boolean approve(String plan, String who, String account) {
        return store.transaction(connection -> {
            String now = store.dialect().now();
            Rows.change(
                    connection, "INSERT INTO approvals (plan, made_by) VALUES (?, '') ON CONFLICT DO NOTHING", plan);
            int changed = Rows.change(
                    connection,
                    "UPDATE approvals SET approved_by = ?, approved_account = ?, approved_at = " + now
                            + " WHERE plan = ? AND made_by <> ?",
                    who,
                    account,
                    plan,
                    account);
            if (changed == 1) {
                Audit.add(connection, now, who, "approve", "plan " + plan, null);
            }
            return changed == 1;
        });
    }
}
