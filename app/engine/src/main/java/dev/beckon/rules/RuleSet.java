package dev.beckon.rules;

import dev.beckon.facts.Demand;
import dev.beckon.facts.Vocabulary;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import dev.beckon.rules.RuleFiles.RuleFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All rules of a workspace, checked. Immutable. */
public final class RuleSet {

    private final List<Rule> rules;
    private final RuleNames names;
    private final Registry registry;
    private final String hash;

    private RuleSet(List<Rule> rules, RuleNames names, Registry registry, String hash) {
        this.rules = List.copyOf(rules);
        this.names = names;
        this.registry = registry;
        this.hash = hash;
    }

    /**
     * Reads and checks the rules of a folder.
     *
     * @param minorDigits decimals of the workspace's currency: amounts of money in rules are in major units
     * @throws dev.beckon.feedback.ProblemsFound with everything that is wrong in any file
     */
    public static RuleSet read(Path rulesFolder, Vocabulary vocabulary, int minorDigits) {
        var problems = new Problems();
        List<RuleFile> files = RuleFiles.in(rulesFolder, problems);
        List<ParsedFile> parsed = parsed(files, problems);
        var names = new RuleNames(parsed);
        var registry = new Registry();
        var resolver = new RuleResolver(vocabulary, names, registry, new Literals(minorDigits), problems);
        List<Rule> rules = new ArrayList<>();
        for (ParsedFile file : parsed) {
            for (Syntax.Rule written : file.rules()) {
                var ref = new RuleRef(
                        rules.size(),
                        file.phase(),
                        written.name(),
                        file.name(),
                        written.place().line());
                rules.add(resolver.resolve(ref, written));
            }
        }
        problems.throwIfAny();
        return new RuleSet(rules, names, registry, RuleFiles.hash(files));
    }

    /**
     * What can be said of rules while the data or some of the rules are broken.
     *
     * @param names of the readable rules, in lower case
     * @param actions that they recommend
     * @param parameters by action, a String, BigDecimal or Boolean as example of each value that all of them give with it
     * @param dimensions the segments of each dimension that the readable rules assign
     * @param problems those of the text alone; a property that nobody knows isn't among them
     */
    public record Outline(
            Set<String> names,
            Set<String> actions,
            Map<String, Map<String, Object>> parameters,
            Map<String, List<String>> dimensions,
            List<Problem> problems) {}

    /** Reads the rules of a folder without knowing the data. */
    public static Outline outline(Path rulesFolder) {
        var problems = new Problems();
        List<ParsedFile> parsed = parsed(RuleFiles.in(rulesFolder, problems), problems);
        var names = new RuleNames(parsed);
        Set<String> rules = parsed.stream()
                .flatMap(file -> file.rules().stream())
                .map(rule -> rule.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        return new Outline(rules, Set.copyOf(names.actions()), names.parameters(), dimensions(names), problems.list());
    }

    private static List<ParsedFile> parsed(List<RuleFile> files, Problems problems) {
        List<ParsedFile> parsed = new ArrayList<>();
        for (RuleFile file : files) {
            RuleText.read(file.name(), file.bytes(), problems)
                    .ifPresent(text -> parsed.add(
                            new ParsedFile(file.name(), file.phase(), RuleParser.parse(file.name(), text, problems))));
        }
        checkRuleNames(parsed, problems);
        return parsed;
    }

    private static void checkRuleNames(List<ParsedFile> files, Problems problems) {
        Map<String, Place> taken = new HashMap<>();
        for (ParsedFile file : files) {
            for (Syntax.Rule rule : file.rules()) {
                if (!Names.canNameRule(rule.name())) {
                    problems.add(rule.namePlace()
                            .problem("\"" + rule.name() + "\" can't be the name of a rule")
                            .hint("use letters, digits, blanks and _ . , + - only"));
                }
                Place first = taken.putIfAbsent(rule.name().toLowerCase(Locale.ROOT), rule.namePlace());
                if (first != null) {
                    problems.add(rule.namePlace()
                            .problem("Another rule is called \"" + rule.name() + "\": " + first.file() + ":"
                                    + first.line())
                            .inRule(rule.name()));
                }
            }
        }
    }

    /** Whether a rule can be called so: letters, digits, blanks and {@code _ . , + -}, 120 characters at most. */
    public static boolean canNameRule(String name) {
        return Names.canNameRule(name);
    }

    /** Builds the engine for these rules. */
    public CompiledRules compile(CustomerType type) {
        return CompiledRules.build(this, type);
    }

    /** What the rules read of customers. */
    public Demand demand() {
        return Demands.of(rules, registry);
    }

    /** In the order of their ids: by phase, file, line. */
    public List<RuleRef> rules() {
        return rules.stream().map(Rule::ref).toList();
    }

    /** The rules themselves, by id. */
    public List<Rule> contents() {
        return rules;
    }

    /** The segments of each dimension, in the order of the rules. */
    public Map<String, List<String>> dimensions() {
        return dimensions(names);
    }

    private static Map<String, List<String>> dimensions(RuleNames names) {
        Map<String, List<String>> dimensions = new LinkedHashMap<>();
        names.segmentsByDimension().forEach((dimension, segments) -> dimensions.put(dimension, List.copyOf(segments)));
        return dimensions;
    }

    public Set<String> tags() {
        return Set.copyOf(names.tags());
    }

    public Set<String> actions() {
        return Set.copyOf(names.actions());
    }

    /** Every channel that there is, in the order in which campaigns fall back to them. */
    public List<String> channels() {
        return RuleNames.CHANNELS;
    }

    /** SHA-256 over the names and contents of the files, as hexadecimal digits. */
    public String hash() {
        return hash;
    }

    /** By segment: the code of {@link dev.beckon.facts.Subject#marked(int)}; only segments that rules ask for. */
    public Map<String, Integer> segmentCodes() {
        Map<String, Integer> codes = new HashMap<>();
        registry.segments().numbers().keySet().forEach(name -> codes.put(name, registry.segmentCode(name)));
        return codes;
    }

    /** By tag: the code of {@link dev.beckon.facts.Subject#marked(int)}; only tags that rules ask for. */
    public Map<String, Integer> tagCodes() {
        Map<String, Integer> codes = new HashMap<>();
        registry.tags().numbers().keySet().forEach(name -> codes.put(name, registry.tagCode(name)));
        return codes;
    }
}
