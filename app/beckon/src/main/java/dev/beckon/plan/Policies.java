package dev.beckon.plan;

import dev.beckon.campaign.Budget;
import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.Channel;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import dev.beckon.workspace.Share;
import dev.beckon.workspace.TimeSpan;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.YamlMap;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
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
 * @param arbitrationWindow campaigns that are due less than this apart compete for customers
 * @param frequencyCaps overall ones first
 * @param quietHours per channel
 * @param senders per channel
 */
public record Policies(
        OptionalLong minimumAge,
        boolean skipUnknownAge,
        Share controlGroup,
        Share globalHoldOut,
        String salt,
        Duration arbitrationWindow,
        List<Cap> frequencyCaps,
        Map<Channel, QuietHours> quietHours,
        Map<Channel, Sender> senders) {

    /**
     * How one channel sends.
     *
     * @param from as receivers see it; null: the provider's own
     * @param costMicros of one message, in millionths of the currency
     */
    public record Sender(@Nullable String from, long costMicros) {}

    private static final Duration DEFAULT_WINDOW = Duration.ofDays(7);

    /** The key of caps that count all channels together. */
    private static final String ANY = "any";

    private static final int OLDEST = 120;

    public Policies {
        frequencyCaps = List.copyOf(frequencyCaps);
        quietHours = Map.copyOf(quietHours);
        senders = Map.copyOf(senders);
    }

    /** @throws dev.beckon.feedback.ProblemsFound with everything that is wrong in the two sections */
    public static Policies read(Workspace workspace) {
        Policies policies = look(workspace);
        workspace.problems().throwIfAny();
        return policies;
    }

    /** The same, but what is wrong only goes to the workspace's problems: for who reads further sections. */
    public static Policies look(Workspace workspace) {
        return from(workspace.section("policies"), workspace.section("channels"));
    }

    static Policies from(YamlMap policies, YamlMap channels) {
        policies.allowing(
                "minimum-age",
                "unknown-age",
                "control-group",
                "global-hold-out",
                "salt",
                "arbitration-window",
                "frequency-caps",
                "quiet-hours");
        return new Policies(
                policies.whole("minimum-age", 0, OLDEST),
                policies.oneOf("unknown-age", List.of("allow", "skip"))
                        .orElse("allow")
                        .equals("skip"),
                share(policies, "control-group"),
                share(policies, "global-hold-out"),
                policies.text("salt", "beckon"),
                policies.parsed("arbitration-window", "a time such as 7d or 12h", TimeSpan::parse)
                        .orElse(DEFAULT_WINDOW),
                frequencyCaps(policies.mapOrEmpty("frequency-caps")),
                quietHours(policies.mapOrEmpty("quiet-hours")),
                senders(channels));
    }

    /** @param companyZone of customers whose own time zone isn't known */
    public PermittedHours permittedHours(ZoneId companyZone) {
        return new PermittedHours(quietHours, companyZone);
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

    /** What stops nothing, but is seldom meant. */
    public static List<Problem> remarks(Workspace workspace) {
        YamlMap section = workspace.section("policies");
        Policies policies = read(workspace);
        return Stream.of(
                        policies.globalHoldOut.remark(section, "global-hold-out"),
                        policies.controlGroup.remark(section, "control-group"))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Share share(YamlMap map, String key) {
        return Share.read(map, key).orElse(Share.NONE);
    }

    /**
     * A budget over channels that all cost nothing would never be spent, so it is a mistake.
     *
     * @throws dev.beckon.feedback.ProblemsFound with each such campaign
     */
    public void refuseIdleBudgets(List<Campaign> campaigns) {
        var problems = new Problems();
        for (Campaign campaign : campaigns) {
            Budget budget = campaign.budget();
            if (budget != null && campaign.channels().stream().allMatch(channel -> costMicros(channel) == 0)) {
                String channel = campaign.channels().get(0).key();
                problems.add(Problem.at(
                                "campaigns/" + campaign.name() + "/campaign.yaml",
                                budget.line(),
                                0,
                                "there is a budget, but the campaign's channels cost nothing")
                        .hint("write what a message costs into beckon.yaml: channels: {" + channel
                                + ": {cost: 0.02}}; or use 'maximum-recipients'"));
            }
        }
        problems.throwIfAny();
    }

    private static List<Cap> frequencyCaps(YamlMap map) {
        var keys = new ArrayList<>(List.of(ANY));
        keys.addAll(Channel.keys());
        map.allowing(keys.toArray(String[]::new));
        var caps = new ArrayList<Cap>();
        for (String key : keys) {
            for (String text : map.texts(key)) {
                Cap cap = Cap.parse(Channel.of(key).orElse(null), text);
                if (cap == null) {
                    map.report(key, "'" + key + "' is '" + text + "' but must be " + Cap.EXPECTED, null);
                } else {
                    caps.add(cap);
                }
            }
        }
        return caps;
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
            YamlMap each = map.mapOrEmpty(channel.key())
                    .allowing("from", "cost", "rate", "per-day", "workers", "smtp", "bounces", "twilio");
            long cost = each.parsed(
                            "cost",
                            "an amount of money such as 0.02",
                            text -> new BigDecimal(text).signum() < 0
                                    ? null
                                    : new BigDecimal(text).movePointRight(6).longValueExact())
                    .orElse(0L);
            senders.put(channel, new Sender(from(channel, each).orElse(null), cost));
        }
        return senders;
    }

    private static Optional<String> from(Channel channel, YamlMap map) {
        return channel == Channel.EMAIL
                ? map.parsed("from", SenderAddress.EXPECTED, SenderAddress::checked)
                : refusedSender(map);
    }

    private static Optional<String> refusedSender(YamlMap map) {
        if (map.has("from")) {
            map.report("from", "only emails have a sender here", "write the number under 'twilio'");
        }
        return Optional.empty();
    }
}
