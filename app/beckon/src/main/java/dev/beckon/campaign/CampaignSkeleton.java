package dev.beckon.campaign;

import dev.beckon.campaign.Variable.Kind;
import dev.beckon.facts.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The first files of a campaign: they pass every check, and say what to change. The campaign isn't enabled yet.
 *
 * @param campaigns the folder of all campaigns, which may have frames for emails
 * @param parameters by name, an example of what rules give with the action: String, BigDecimal or Boolean
 */
public record CampaignSkeleton(
        Path campaigns,
        Target target,
        List<Channel> channels,
        List<String> languages,
        ZoneId timeZone,
        Map<String, Object> parameters) {

    private static final Set<String> MONEY = Set.of("price", "reward", "voucher", "amount", "saving", "refund");

    private static final String PLACEHOLDER = "HX" + "0".repeat(32);

    private static final String YAML = """
            # Say here for colleagues: for whom is it, and why?

            %s
            enabled: false                        # true: it runs, and competes with other campaigns for customers

            %-37s # tried in this order, as far as people agreed
            %-37s # the first is for everybody for whom beckon.yaml states nothing else

            schedule:
              cron: "0 10 * * MON"                # minute, hour, day of month, month, day of week
              time-zone: %s
            # starts: 2026-11-01                  # first and last day, if it is an offer for a time
            # ends: 2026-11-30

            # control-group: 10%%                  # get nothing, so that the effect can be measured; else as beckon.yaml says
            """;

    private static final String TEXT = """
            Hello{%% if firstName is defined %%} {{ firstName }}{%% endif %%},

            %s

            %s
            """.formatted(SkeletonWords.WHY, SkeletonWords.WHAT);

    private static final String FOOT = """

            --
            You get this email because you agreed to hear from us.
            Unsubscribe: {{ unsubscribeUrl }}
            {{ company.name }}, {{ company.postalAddress }}
            """;

    private static final String CALL = """
            Hello{%% if firstName is defined %%} {{ firstName }}{%% endif %%}, this is a short message from {{ company.name }}.

            %s
            """.formatted(SkeletonWords.CALL);

    private static final String CALL_END = """

            If you would rather not be called by us, reply STOP to any of our messages. Thank you, and have a lovely day.
            """;

    public CampaignSkeleton {
        // Names that a campaign can't declare are said by 'check' once somebody needs them.
        var facts = Vocabulary.withAttributes(List.of());
        var usable = new LinkedHashMap<String, Object>();
        parameters.forEach((name, example) -> {
            if (name.matches("[a-z][A-Za-z0-9]*") && facts.find(name).isEmpty()) {
                usable.put(name, example);
            }
        });
        parameters = Collections.unmodifiableMap(usable);
    }

    /** Whether a WhatsApp template still has the content id of a skeleton. */
    public static boolean isPlaceholder(String contentSid) {
        return contentSid.equals(PLACEHOLDER);
    }

    /** Content by file name, in the order in which to look at them. */
    public Map<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        files.put("campaign.yaml", settings());
        for (Channel channel : channels) {
            for (String language : languages) {
                String stem = channel.key() + "." + language;
                switch (channel) {
                    case EMAIL -> email(files, stem, language);
                    case WHATSAPP -> files.put(stem + ".yaml", whatsApp());
                    case PHONE -> files.put(stem + ".txt", CALL + shown("\n%s: {{ %s }}.\n") + CALL_END);
                }
            }
        }
        return files;
    }

    private String settings() {
        String whom = target instanceof Target.Action action
                ? "%-37s # for everybody for whom a rule recommends this".formatted("action: " + quoted(action.name()))
                : segment((Target.Segment) target);
        String keys = channels.stream().map(Channel::key).collect(Collectors.joining(", "));
        String yaml = YAML.formatted(
                whom, "channels: [" + keys + "]", "languages: [" + String.join(", ", languages) + "]", timeZone);
        if (parameters.isEmpty()) {
            return yaml;
        }
        return yaml + "\nparameters:                           # what the rule gives with its recommendation\n"
                + parameters.entrySet().stream()
                        .map(each -> "  " + each.getKey() + ": "
                                + kind(each.getKey(), each.getValue()).key() + "\n")
                        .collect(Collectors.joining());
    }

    private static String segment(Target.Segment segment) {
        return "segment:\n  dimension: " + quoted(segment.dimension()) + "\n  in: ["
                + segment.in().stream().map(CampaignSkeleton::quoted).collect(Collectors.joining(", ")) + "]";
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9-]*")
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static Kind kind(String name, Object example) {
        if (example instanceof Boolean) {
            return Kind.FLAG;
        }
        if (example instanceof BigDecimal) {
            return MONEY.contains(name) ? Kind.MONEY : Kind.NUMBER;
        }
        try {
            LocalDate.parse(example.toString());
            return Kind.DATE;
        } catch (DateTimeParseException noDate) {
            return Kind.TEXT;
        }
    }

    private void email(Map<String, String> files, String stem, String language) {
        files.put(stem + ".subject.txt", SkeletonWords.SUBJECT + "\n");
        String body = resource("skeleton-body.html")
                        .replace("@why@", SkeletonWords.WHY)
                        .replace("@what@", SkeletonWords.WHAT)
                + shown("<p style=\"margin:0 0 16px 0;\">%s: <strong>{{ %s }}</strong></p>\n")
                + resource("skeleton-button.html").replace("@link@", SkeletonWords.LINK);
        String text = TEXT + shown("\n%s: {{ %s }}\n") + "\nHave a look:\n" + SkeletonWords.LINK + "\n";
        boolean framed = Files.exists(campaigns.resolve("frame." + language + ".html"))
                && Files.exists(campaigns.resolve("frame." + language + ".txt"));
        if (framed) {
            files.put(stem + ".preheader.txt", SkeletonWords.PREHEADER + "\n");
        }
        String page =
                resource("skeleton-page.html").replace("@language@", language).replace("@body@", body.stripTrailing());
        files.put(stem + ".html", framed ? body : page);
        files.put(stem + ".txt", framed ? text : text + FOOT);
    }

    private String whatsApp() {
        var text = new StringBuilder("  Hello {{1}}, " + SkeletonWords.CHAT + "\n");
        var variables = new StringBuilder("  1: '{{ firstName | default(\"there\") }}'\n");
        int number = 2;
        for (String name : printed()) {
            text.append("  ").append(name).append(": {{").append(number).append("}}\n");
            variables.append("  ").append(number).append(": '{{ ").append(name).append(" }}'\n");
            number++;
        }
        return "# The template as approved, and what fills its blanks. A change of the text needs a new approval.\n"
                + "content: " + PLACEHOLDER + "    # CHANGE THIS: the id of your approved template\n"
                + "text: |\n" + text + "  " + SkeletonWords.LINK + "\n  Reply STOP if you don't want offers here.\n"
                + "variables:\n" + variables;
    }

    /** A line for each parameter that can be printed. */
    private String shown(String line) {
        return printed().stream().map(name -> line.formatted(name, name)).collect(Collectors.joining());
    }

    private List<String> printed() {
        return parameters.entrySet().stream()
                .filter(each -> !(each.getValue() instanceof Boolean))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String resource(String name) {
        try (InputStream in = CampaignSkeleton.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
