package dev.beckon.data;

import dev.beckon.database.Sql;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words that files use for yes and no, for channels and for consent. */
final class Words {

    static final List<String> YES =
            List.of("true", "t", "yes", "y", "1", "1.0", "on", "ja", "oui", "si", "sí", "x", "opt-in", "opted in");
    static final List<String> NO =
            List.of("false", "f", "no", "n", "0", "0.0", "off", "nein", "non", "opt-out", "opted out");

    static final String DO_NOT_DISTURB = "do-not-disturb";

    private static final List<String> OPTED_IN = List.of("opt-in", "opted in");
    private static final List<String> OPTED_OUT = List.of("opt-out", "opted out");

    static final Map<String, List<String>> CHANNELS = Map.of(
            "email", List.of("email", "e-mail", "mail", "e mail", "newsletter", "courriel"),
            "whatsapp", List.of("whatsapp", "whats app", "whats-app", "wa"),
            "phone",
                    List.of(
                            "phone",
                            "call",
                            "calls",
                            "voice",
                            "telephone",
                            "tel",
                            "phone call",
                            "telemarketing",
                            "telefon",
                            "anruf",
                            "téléphone",
                            "appel"));

    /** Channels that people consent to elsewhere and Beckon doesn't serve. */
    static final List<String> UNSERVED =
            List.of("sms", "text", "push", "app", "post", "letter", "postal", "direct mail", "fax", "in-app", "web");

    private static final String OF_UNSERVED =
            "\\b(" + String.join("|", UNSERVED) + "|mms|browser|letters|texts|apps)\\b";
    private static final String OF_SERVED = "mail|whats|phone|call|tel|newsletter|voice|all|any|every";

    private static final Map<String, List<String>> CONSENTS = Map.of(
            "granted",
            List.of(
                    "granted",
                    "grant",
                    "given",
                    "yes",
                    "y",
                    "true",
                    "t",
                    "1",
                    "1.0",
                    "on",
                    "ja",
                    "oui",
                    "si",
                    "sí",
                    "opt-in",
                    "optin",
                    "opt in",
                    "opted in",
                    "opted-in",
                    "in",
                    "subscribed",
                    "subscribe",
                    "confirmed",
                    "accepted",
                    "allowed",
                    "active",
                    "erteilt",
                    "zugestimmt",
                    "eingewilligt",
                    "bestätigt",
                    "accepté",
                    "accordé"),
            "denied",
            List.of(
                    "denied",
                    "deny",
                    "no",
                    "n",
                    "false",
                    "f",
                    "0",
                    "0.0",
                    "off",
                    "nein",
                    "non",
                    "opt-out",
                    "optout",
                    "opt out",
                    "opted out",
                    "opted-out",
                    "out",
                    "unsubscribed",
                    "unsubscribe",
                    "withdrawn",
                    "withdraw",
                    "revoked",
                    "refused",
                    "rejected",
                    "none",
                    "inactive",
                    "pending",
                    "unconfirmed",
                    "not subscribed",
                    "not_subscribed",
                    "never subscribed",
                    "never_subscribed",
                    "widerrufen",
                    "abgelehnt",
                    "verweigert",
                    "abgemeldet",
                    "refusé",
                    "retiré"));

    /** A message that bounced was refused, so nobody got it; of one that was handed over, people may have got it. */
    private static final Map<String, List<String>> MESSAGE_STATES = Map.of(
            "sent",
            List.of(
                    "sent",
                    "delivered",
                    "read",
                    "seen",
                    "opened",
                    "clicked",
                    "replied",
                    "answered",
                    "completed",
                    "accepted"),
            "sending",
            List.of("sending", "claimed"),
            "in-doubt",
            List.of("in-doubt", "in doubt", "in_doubt", "unknown"),
            "planned",
            List.of("planned", "scheduled", "queued", "pending", "held"),
            "failed",
            List.of("failed", "bounced", "undelivered", "rejected", "error", "busy", "no-answer", "no answer"),
            "cancelled",
            List.of("cancelled", "canceled", "suppressed", "expired", "skipped"));

    private Words() {}

    static String flag(String raw) {
        return "CASE WHEN lower(" + raw + ") IN " + Sql.texts(YES) + " THEN true WHEN lower(" + raw + ") IN "
                + Sql.texts(NO) + " THEN false END";
    }

    /** The same for a column that says whom to leave alone, where to have opted out is a yes. */
    static String leftAlone(String raw) {
        return "CASE WHEN lower(" + raw + ") IN " + Sql.texts(OPTED_OUT) + " THEN true WHEN lower(" + raw + ") IN "
                + Sql.texts(OPTED_IN) + " THEN false ELSE " + flag(raw) + " END";
    }

    /** Also of several words, such as "push notification", but of none that may mean a channel that is served. */
    static String unserved(String raw) {
        String lower = "lower(" + raw + ")";
        return "(" + lower + " IN " + Sql.texts(UNSERVED) + " OR regexp_matches(" + lower + ", " + Sql.text(OF_UNSERVED)
                + ") AND NOT regexp_matches(" + lower + ", " + Sql.text(OF_SERVED) + "))";
    }

    static String channel(String raw) {
        return oneOf(raw, CHANNELS);
    }

    /** What a word of a file means for such a column; empty if nothing. */
    static Optional<String> meaning(Field field, String word) {
        String lower = word.strip().toLowerCase(Locale.ROOT);
        if (field.name().equals(DO_NOT_DISTURB) && (OPTED_IN.contains(lower) || OPTED_OUT.contains(lower))) {
            return Optional.of(String.valueOf(OPTED_OUT.contains(lower)));
        }
        return meaningsOf(field.kind()).entrySet().stream()
                .filter(meaning ->
                        meaning.getKey().equals(lower) || meaning.getValue().contains(lower))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    static List<String> meanings(Field.Kind kind) {
        return meaningsOf(kind).keySet().stream().sorted().toList();
    }

    private static Map<String, List<String>> meaningsOf(Field.Kind kind) {
        return switch (kind) {
            case FLAG -> Map.of("true", YES, "false", NO);
            case CHANNEL -> CHANNELS;
            case CONSENT -> CONSENTS;
            case MESSAGE_STATE -> MESSAGE_STATES;
            default -> throw new IllegalArgumentException("no words for " + kind);
        };
    }

    static boolean isChannel(String key) {
        return CHANNELS.containsKey(key);
    }

    /** All channels, each quoted, with commas between. */
    static String channels() {
        return CHANNELS.keySet().stream().sorted().map(Sql::text).collect(Collectors.joining(", "));
    }

    static String consent(String raw) {
        return oneOf(raw, CONSENTS);
    }

    /** @param word in lower case */
    static boolean isConsent(String word) {
        return CONSENTS.values().stream().anyMatch(words -> words.contains(word));
    }

    static String messageState(String raw) {
        return oneOf(raw, MESSAGE_STATES);
    }

    private static String oneOf(String raw, Map<String, List<String>> meanings) {
        return meanings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(meaning -> " WHEN lower(" + raw + ") IN " + Sql.texts(meaning.getValue()) + " THEN "
                        + Sql.text(meaning.getKey()))
                .collect(Collectors.joining("", "CASE", " END"));
    }
}
