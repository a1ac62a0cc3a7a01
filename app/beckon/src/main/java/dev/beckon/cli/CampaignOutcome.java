package dev.beckon.cli;

import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.Target;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one campaign has for one customer. */
sealed interface CampaignOutcome {

    String campaign();

    /** For people; several lines. */
    String text();

    /** For programs; every key is always there. */
    Map<String, @Nullable Object> json();

    /** @param rule that asked for it, name and place */
    record Message(
            String campaign,
            String channel,
            String language,
            Instant sendAt,
            ZoneId timeZone,
            @Nullable String rule,
            @Nullable String subject,
            @Nullable String content)
            implements CampaignOutcome {

        private static final DateTimeFormatter WHEN =
                DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm (VV)", Locale.ENGLISH);

        @Override
        public String text() {
            var text = new StringBuilder(campaign)
                    .append(": a message by ")
                    .append(channel)
                    .append(" in ")
                    .append(Locale.forLanguageTag(language).getDisplayName(Locale.ENGLISH))
                    .append(", from ")
                    .append(WHEN.format(sendAt.atZone(timeZone)))
                    .append(because(rule))
                    .append('\n');
            if (subject != null) {
                text.append("\n  ").append(subject).append('\n');
            }
            if (content != null) {
                text.append('\n').append(content.indent(2));
            }
            return text.toString();
        }

        @Override
        public Map<String, @Nullable Object> json() {
            var json = CampaignOutcome.json(campaign, "message", rule);
            json.put("channel", channel);
            json.put("language", language);
            json.put("sendAt", sendAt.toString());
            json.put("subject", subject);
            json.put("text", content);
            return json;
        }
    }

    /** @param gate the stable key of what stopped the message */
    record Skip(
            String campaign,
            String gate,
            String reason,
            String detail,
            @Nullable String rule) implements CampaignOutcome {

        @Override
        public String text() {
            // The reason of a suppression is whatever a person wrote.
            String what = gate.equals("suppressed") ? "suppressed: " + reason : reason;
            return campaign + ": no message, " + what + (detail.isEmpty() ? "" : " (" + detail + ")") + because(rule)
                    + "\n";
        }

        @Override
        public Map<String, @Nullable Object> json() {
            var json = CampaignOutcome.json(campaign, "skipped", rule);
            json.put("gate", gate);
            json.put("reason", reason);
            json.put("detail", detail.isEmpty() ? null : detail);
            return json;
        }
    }

    /** The customer isn't in the campaign's audience. @param why as a clause */
    record NotFor(String campaign, String why) implements CampaignOutcome {

        static NotFor of(Campaign campaign) {
            String why = campaign.target() instanceof Target.Segment segment
                    ? "their " + segment.dimension() + " isn't " + String.join(" or ", segment.in())
                    : "no rule recommends " + ((Target.Action) campaign.target()).name();
            return new NotFor(campaign.name(), why);
        }

        @Override
        public String text() {
            return campaign + ": not for this customer, as " + why + "\n";
        }

        @Override
        public Map<String, @Nullable Object> json() {
            var json = CampaignOutcome.json(campaign, "not-in-audience", null);
            json.put("reason", why);
            return json;
        }
    }

    private static Map<String, @Nullable Object> json(String campaign, String outcome, @Nullable String rule) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("campaign", campaign);
        json.put("outcome", outcome);
        for (String key : new String[] {"channel", "language", "sendAt", "gate", "reason", "detail"}) {
            json.put(key, null);
        }
        json.put("rule", rule);
        return json;
    }

    private static String because(@Nullable String rule) {
        return rule == null ? "" : "; rule " + rule;
    }
}
