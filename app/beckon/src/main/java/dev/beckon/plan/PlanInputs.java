package dev.beckon.plan;

import dev.beckon.campaign.Campaign;
import dev.beckon.rules.CustomerType;
import dev.beckon.workspace.Company;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything besides the decisions that a plan depends on.
 *
 * @param campaigns all that compete for customers: the enabled ones and the one that was named
 * @param type of the customers that will come
 * @param named the one campaign that was asked for; empty: all
 * @param at when the campaign asked for is supposed to run, and the others at their next time from then on; all run then
 *     if none was named; empty: each at its next time from the as-of date on, for previews
 * @param history what customers got before
 * @param rulesHash of the rules that made the decisions
 * @param dataHash of the data that the facts came from
 */
public record PlanInputs(
        List<Campaign> campaigns,
        Company company,
        Policies policies,
        CustomerType type,
        LocalDate asOf,
        Optional<String> named,
        Optional<Instant> at,
        ContactHistory history,
        String rulesHash,
        String dataHash) {

    public PlanInputs {
        campaigns = List.copyOf(campaigns);
    }

    /** Changes when something about the company or its policies does that a message or its skip may depend on. */
    public String settingsHash() {
        return settingsHash(company, policies);
    }

    public static String settingsHash(Company company, Policies policies) {
        String settings = company + "\n" + policies.minimumAge() + policies.skipUnknownAge() + policies.controlGroup()
                + policies.globalHoldOut() + policies.salt() + policies.arbitrationWindow() + policies.frequencyCaps()
                + new TreeMap<>(policies.quietHours()) + new TreeMap<>(policies.senders());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(settings.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
