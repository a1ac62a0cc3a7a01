package dev.beckon.campaign;

import dev.beckon.campaign.Variable.Kind;
import dev.beckon.campaign.Variable.Source;
import dev.beckon.facts.Property;
import dev.beckon.facts.Unit;
import dev.beckon.facts.ValueType;
import dev.beckon.feedback.Nearest;
import dev.beckon.feedback.Problems;
import dev.beckon.workspace.LanguageFallback;
import dev.beckon.workspace.Share;
import dev.beckon.workspace.StrictYaml;
import dev.beckon.workspace.YamlMap;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one campaign's folder. */
final class CampaignReader {

    static final String FILE = "campaign.yaml";

    private final Path folder;
    private final String shownAs;
    private final Campaigns.Known known;
    private final Problems problems;
    private final YamlMap yaml;

    CampaignReader(Path folder, String shownAs, Campaigns.Known known, Problems problems) {
        this.folder = folder;
        this.shownAs = shownAs;
        this.known = known;
        this.problems = problems;
        Campaigns.refuseLink(folder.resolve(FILE), shownAs + "/" + FILE);
        this.yaml = StrictYaml.read(folder.resolve(FILE), shownAs + "/" + FILE, problems)
                .allowing(
                        "action",
                        "segment",
                        "enabled",
                        "priority",
                        "channels",
                        "schedule",
                        "starts",
                        "ends",
                        "control-group",
                        "value",
                        "budget",
                        "maximum-recipients",
                        "parameters",
                        "languages",
                        "templates");
    }

    /** Empty if something is wrong; the problems say what. */
    Optional<Campaign> read() {
        int before = problems.list().size();
        Target target = target();
        List<Channel> channels = channels();
        int beforeLanguages = problems.list().size();
        List<String> languages = languages();
        boolean allLanguages = problems.list().size() == beforeLanguages;
        Map<String, Kind> parameters = ParametersReader.read(yaml, known.vocabulary());
        LocalDate starts = date("starts");
        LocalDate ends = date("ends");
        if (starts != null && ends != null && ends.isBefore(starts)) {
            yaml.report("ends", "'ends' is before 'starts'", null);
        }
        var variables = new Variables(known.vocabulary(), parameters);
        var files = new TemplateFiles(folder, shownAs, problems, templateNames(channels));
        var templates = files.read(channels, languages, variables, known.company());
        if (allLanguages) {
            files.reportUnused();
        }
        Optional<Property> value = value();
        Optional<Budget> budget = yaml.parsed("budget", "an amount of money above 0, such as 5000", Budget::micros)
                .map(micros -> new Budget(micros, yaml.lineOf("budget")));
        OptionalLong maximumRecipients = maximumRecipients();
        OptionalInt priority = priority();
        Optional<Schedule> schedule = ScheduleReader.read(yaml, known.company());
        Optional<Share> controlGroup = Share.read(yaml, "control-group");
        boolean enabled = yaml.flag("enabled", true);
        if (enabled) {
            refuseSkeleton(files);
        }
        if (problems.list().size() > before || value.isEmpty()) {
            return Optional.empty();
        }
        var remarks = new ArrayList<>(ForeignPlaceholders.in(files.allTexts(), variables.names()));
        controlGroup.flatMap(share -> share.remark(yaml, "control-group")).ifPresent(remarks::add);
        remarks.addAll(enabled ? SameTexts.in(files.ownTexts(), languages, shownAs) : List.of());
        return Optional.of(new Campaign(
                folder.getFileName().toString(),
                target,
                enabled,
                priority,
                channels,
                schedule,
                starts,
                ends,
                controlGroup.orElse(null),
                value.get(),
                budget.orElse(null),
                maximumRecipients,
                parameters.entrySet().stream()
                        .map(each -> new Variable(each.getKey(), each.getValue(), Source.PARAMETER))
                        .toList(),
                languages,
                known.company().languageFallback(),
                templates,
                List.copyOf(remarks),
                files.hashOf(List.of(FILE)),
                files.hash()));
    }

    private void refuseSkeleton(TemplateFiles files) {
        files.ownTexts()
                .forEach((name, text) ->
                        SkeletonWords.firstIn(text, files.shown(name)).ifPresent(problems::add));
    }

    private Target target() {
        if (yaml.has("segment")) {
            if (yaml.has("action")) {
                yaml.report("segment", "a campaign serves an action or a segment, not both", null);
            }
            return segment(yaml.mapOrEmpty("segment").allowing("dimension", "in"));
        }
        if (!yaml.has("action")) {
            yaml.report(
                    "action",
                    "the campaign doesn't say whom it is for",
                    "add 'action: "
                            + known.actions().stream().sorted().findFirst().orElse("win-back") + "'");
        }
        String action = yaml.text("action", "");
        if (!action.isEmpty() && known.complete() && !known.actions().contains(action)) {
            yaml.report("action", "no rule recommends the action '" + action + "'", nearest(action, known.actions()));
        }
        return new Target.Action(action);
    }

    private Target segment(YamlMap map) {
        String dimension = map.text("dimension");
        List<String> in = map.texts("in");
        List<String> segments = known.dimensions().get(dimension);
        if (!known.complete()) {
            return new Target.Segment(dimension, in);
        }
        if (segments == null) {
            map.report(
                    "dimension",
                    "no rule assigns a segment of the dimension '" + dimension + "'",
                    nearest(dimension, known.dimensions().keySet()));
            return new Target.Segment(dimension, in);
        }
        if (in.isEmpty()) {
            map.report("in", "'in' names no segment", "one of " + String.join(", ", segments));
        }
        for (String segment : in) {
            if (!segments.contains(segment) && !segment.equals(Target.OTHERS)) {
                map.report(
                        "in",
                        "no rule assigns the segment '" + segment + "' of '" + dimension + "'",
                        nearest(segment, segments));
            }
        }
        return new Target.Segment(dimension, List.copyOf(in));
    }

    private List<Channel> channels() {
        var channels = new ArrayList<Channel>();
        List<String> keys = listed("channels");
        for (String key : keys) {
            Channel.of(key)
                    .ifPresentOrElse(
                            channel -> {
                                if (channels.contains(channel)) {
                                    yaml.report("channels", "the channel '" + key + "' stands there twice", null);
                                } else {
                                    channels.add(channel);
                                }
                            },
                            () -> yaml.report(
                                    "channels", "unknown channel '" + key + "'", nearest(key, Channel.keys())));
        }
        if (keys.isEmpty()) {
            yaml.report("channels", "the campaign has no channel", "add 'channels: [email]'");
        }
        return List.copyOf(channels);
    }

    /** A list without its brackets is taken for what is meant, so that nothing else is wrong besides. */
    private List<String> listed(String key) {
        List<String> texts = yaml.texts(key);
        if (yaml.isList(key) || texts.isEmpty() || !texts.get(0).matches("[^,;\\s]+[,;\\s]+[^,;\\s].*")) {
            return texts;
        }
        List<String> meant = List.of(texts.get(0).split("[,;\\s]+"));
        yaml.report(
                key,
                "'" + key + "' is '" + texts.get(0) + "' but must be a list",
                key + ": [" + String.join(", ", meant) + "]");
        return meant;
    }

    private List<String> languages() {
        List<String> languages = listed("languages");
        for (String language : languages) {
            if (!LanguageFallback.isTag(language)) {
                yaml.report("languages", "'" + language + "' isn't a language tag", "a tag such as en, hi or de-AT");
            }
        }
        return languages.isEmpty()
                ? List.of(known.company().language())
                : languages.stream().filter(LanguageFallback::isTag).distinct().toList();
    }

    private Map<Channel, String> templateNames(List<Channel> channels) {
        YamlMap map = yaml.mapOrEmpty("templates");
        var names = new LinkedHashMap<Channel, String>();
        for (String key : map.keys()) {
            Optional<Channel> channel = Channel.of(key);
            if (channel.isEmpty() || !channels.contains(channel.get())) {
                map.report(
                        key,
                        "'" + key + "' isn't a channel of this campaign",
                        nearest(key, channels.stream().map(Channel::key).toList()));
            } else if (!map.text(key).matches("[A-Za-z0-9_-]+")) {
                map.report(key, "'" + map.text(key) + "' isn't the beginning of a file name", "letters, digits and -");
            } else {
                names.put(channel.get(), map.text(key));
            }
        }
        channels.forEach(channel -> names.putIfAbsent(channel, channel.key()));
        return names;
    }

    private Optional<Property> value() {
        var vocabulary = known.vocabulary();
        String name = yaml.optionalText("value")
                .orElse(vocabulary.find("lifetimeValue").isPresent() ? "lifetimeValue" : "monetary");
        Optional<Property> property = vocabulary.find(name);
        if (property.isEmpty()) {
            yaml.report("value", "unknown fact '" + name + "'", nearest(name, vocabulary.names()));
        } else if (property.get().type() != ValueType.WHOLE && property.get().type() != ValueType.NUMBER) {
            yaml.report("value", "'" + name + "' isn't a number, so it can't put customers in order", null);
        } else if (property.get().type() == ValueType.NUMBER && property.get().unit() != Unit.MONEY) {
            yaml.report(
                    "value",
                    "'" + name + "' is neither an amount nor a whole number, so many customers would be equal",
                    "monetary, averageOrderValue or orders");
        }
        return property;
    }

    private OptionalLong maximumRecipients() {
        OptionalLong people = yaml.whole("maximum-recipients");
        if (people.isPresent() && people.getAsLong() < 1) {
            yaml.report("maximum-recipients", "'maximum-recipients' must be 1 or more", "'enabled: false' stops it");
        }
        return people;
    }

    private OptionalInt priority() {
        OptionalLong priority = yaml.whole("priority");
        if (priority.isPresent() && Math.abs(priority.getAsLong()) > 1_000_000) {
            yaml.report("priority", "'priority' is out of range", "a number from 0 to 100");
            return OptionalInt.empty();
        }
        return priority.isPresent() ? OptionalInt.of((int) priority.getAsLong()) : OptionalInt.empty();
    }

    private @Nullable LocalDate date(String key) {
        return yaml.parsed(key, "a date such as 2026-11-30", LocalDate::parse).orElse(null);
    }

    private static String nearest(String written, Collection<String> known) {
        return Nearest.to(written, known)
                .map(near -> "you meant '" + near + "'")
                .orElse("one of " + String.join(", ", new TreeSet<>(known)));
    }
}
