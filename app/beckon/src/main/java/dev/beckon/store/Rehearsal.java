package dev.beckon.store;

import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Messages that went into files, as no provider was configured for their channel. As long as that is so they count like any
 * others; once a channel has a provider, nobody got those of before.
 */
public final class Rehearsal {

    /** Wherever messages went. */
    public static final Rehearsal COUNTS = new Rehearsal("");

    private final String condition;

    private Rehearsal(String condition) {
        this.condition = condition;
    }

    /** @param channels of which messages still go into files */
    public static Rehearsal countsOn(Collection<String> channels) {
        String still = new TreeSet<>(channels)
                .stream().map(each -> " OR #.channel = '" + each + "'").collect(Collectors.joining());
        return new Rehearsal(" AND (#.provider <> 'drop-folder'" + still + ")");
    }

    /** To be added to a condition on rows of the outbox. */
    String and(String alias) {
        return condition.replace("#", alias);
    }
}
