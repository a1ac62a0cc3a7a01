package dev.beckon.plan;

import dev.beckon.campaign.Channel;
import dev.beckon.campaign.Share;
import dev.beckon.feedback.Problems;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.YamlMap;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the company allows, whatever rules and campaigns say. Sections {@code policies} and {@code channels} of
 * beckon.yaml.
 *
 * @param minimumAge in completed years; empty: no limit
 * @param skipUnknownAge whether customers without a known age are treated as too young; otherwise they pass
 * @param controlGroup the part of each campaign's audience that gets nothing so that its effect can be measured
 * @param globalHoldOut the part of all customers who get nothing from any campaign
 * @param salt makes the random groups of one workspace differ from another's
 * @param quietHours per channel
 * @param senders per channel
 */
public record Policies(
        OptionalLong minimumAge,
        boolean skipUnknownAge,
        Share controlGroup,
        Share globalHoldOut,
        String salt,
        Map<Channel, QuietHours> quietHours,
        Map<Channel, Sender> senders) {

    /**
     * How one channel sends.
     *
     * @param from as receivers see it; null: the provider's own
     * @param costMicros of one message, in millionths of the currency
     */
    public record Sender(@Nullable String from, long costMicros) {}

    public Policies {
        quietHours = Map.copyOf(quietHours);
        senders = Map.copyOf(senders);
    }

    /** @throws dev.beckon.feedback.ProblemsFound with everything that is wrong in the two sections */
    public static Policies read(Workspace workspace) {
        Problems problems = workspace.problems();
        Policies policies = from(workspace.section("policies"), workspace.section("channels"));
        problems.throwIfAny();
        return policies;
    }

    static Policies from(YamlMap policies, YamlMap channels) {
        policies.allowing("minimum-age", "unknown-age", "control-group", "global-hold-out", "salt", "quiet-hours");
        return new Policies(
                policies.whole("minimum-age"),
                policies.oneOf("unknown-age", java.util.List.of("allow", "skip"))
                        .orElse("allow")
                        .equals("skip"),
                share(policies, "control-group"),
                share(policies, "global-hold-out"),
                policies.text("salt", "beckon"),
                quietHours(policies.mapOrEmpty("quiet-hours")),
                senders(channels));
    }

    QuietHours quietHours(Channel channel) {
        return quietHours.getOrDefault(channel, QuietHours.NONE);
    }

    /** As receivers see it; null: the provider's own. */
    @Nullable
    String from(Channel channel) {
        Sender sender = senders.get(channel);
        return sender == null ? null : sender.from();
    }

    long costMicros(Channel channel) {
        Sender sender = senders.get(channel);
        return sender == null ? 0 : sender.costMicros();
    }

    private static Share share(YamlMap map, String key) {
        return map.parsed(key, "a share such as 10%", Share::parse).orElse(Share.NONE);
    }

    private static Map<Channel, QuietHours> quietHours(YamlMap map) {
        map.allowing(Channel.keys().toArray(String[]::new));
        var hours = new EnumMap<Channel, QuietHours>(Channel.class);
        for (Channel channel : Channel.values()) {
            map.parsed(channel.key(), "none, or hours such as 21:00-09:00", QuietHours::parse)
                    .ifPresent(each -> hours.put(channel, each));
        }
        return hours;
    }

    private static Map<Channel, Sender> senders(YamlMap map) {
        map.allowing(Channel.keys().toArray(String[]::new));
        var senders = new EnumMap<Channel, Sender>(Channel.class);
        for (Channel channel : Channel.values()) {
            YamlMap each = map.mapOrEmpty(channel.key()).allowing("from", "cost");
            long cost = each.parsed(
                            "cost",
                            "an amount of money such as 0.02",
                            text -> new BigDecimal(text).signum() < 0
                                    ? null
                                    : new BigDecimal(text).movePointRight(6).longValueExact())
                    .orElse(0L);
            senders.put(channel, new Sender(each.optionalText("from").orElse(null), cost));
        }
        return senders;
    }
}
