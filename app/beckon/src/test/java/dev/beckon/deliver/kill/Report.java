package dev.beckon.deliver.kill;

import dev.beckon.store.MessageState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What was found after recovery.
 *
 * @param planned so many messages were to be written down
 * @param taken how often the provider took each, by id
 */
record Report(
        Scenario scenario,
        Map<Hit, Integer> hits,
        long planned,
        Map<MessageState, Set<Long>> states,
        Map<Long, Integer> taken) {

    static final String HEADER = String.format(
            "%-24s %6s | %9s %8s %8s %14s | %7s %6s %6s %9s %10s | %10s",
            "",
            "kills",
            "preparing",
            "claimed",
            "sending",
            "sending, taken",
            "planned",
            "sent",
            "failed",
            "in doubt",
            "(taken)",
            "duplicates");

    String line() {
        return String.format(
                Locale.ROOT,
                "%-24s %6d | %9d %8d %8d %14d | %7d %6d %6d %9d %10d | %10d",
                scenario.name() + (scenario.naive() ? " (naive)" : ""),
                hit(Hit.KILL),
                hit(Hit.PREPARING),
                hit(Hit.CLAIMED),
                hit(Hit.SENDING),
                hit(Hit.SENDING_TAKEN),
                planned,
                in(MessageState.SENT, MessageState.DELIVERED).size(),
                in(MessageState.FAILED).size(),
                in(MessageState.IN_DOUBT).size(),
                in(MessageState.IN_DOUBT).stream().filter(taken::containsKey).count(),
                duplicates());
    }

    int hit(Hit hit) {
        return hits.getOrDefault(hit, 0);
    }

    /** Messages that somebody got more than once. */
    long duplicates() {
        return taken.values().stream().filter(times -> times > 1).count();
    }

    Set<Long> in(MessageState... which) {
        var ids = new HashSet<Long>();
        for (MessageState state : which) {
            ids.addAll(states.get(state));
        }
        return ids;
    }

    /** Everything that must not be, in words; empty if all is well. */
    List<String> violations() {
        var violations = new ArrayList<String>();
        if (duplicates() > 0) {
            violations.add(duplicates() + " messages were sent more than once");
        }
        var all = in(MessageState.values());
        if (all.size() != planned) {
            violations.add(all.size() + " messages instead of " + planned);
        }
        var over = in(MessageState.SENT, MessageState.DELIVERED, MessageState.FAILED, MessageState.IN_DOUBT);
        var others = EnumSet.allOf(MessageState.class).stream()
                .mapToLong(each -> in(each).size())
                .sum();
        if (over.size() != planned || others != planned) {
            violations.add("only " + over.size() + " of " + planned + " messages came to an end");
        }
        long unknown = taken.keySet().stream().filter(id -> !over.contains(id)).count();
        if (unknown > 0) {
            violations.add(unknown + " messages were taken that the store knows nothing of");
        }
        long lost = in(MessageState.SENT, MessageState.DELIVERED).stream()
                .filter(id -> !taken.containsKey(id))
                .count();
        if (lost > 0) {
            violations.add(lost + " messages are said to be sent and weren't taken");
        }
        return violations;
    }
}
