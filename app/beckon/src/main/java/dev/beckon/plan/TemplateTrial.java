package dev.beckon.plan;

import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.CampaignSkeleton;
import dev.beckon.campaign.Channel;
import dev.beckon.campaign.Content;
import dev.beckon.campaign.MessageRenderer;
import dev.beckon.campaign.MessageTemplate;
import dev.beckon.campaign.Target;
import dev.beckon.campaign.UnsubscribeLinks;
import dev.beckon.campaign.Variable;
import dev.beckon.feedback.Problem;
import dev.beckon.rules.Effect.Recommend;
import dev.beckon.rules.Rule;
import dev.beckon.workspace.Company;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Writes the messages of every campaign, channel and language to sample customers, as sending would. */
public final class TemplateTrial {

    /** From this share of missing values on, it is worth a word. */
    private static final double MANY = 0.2;

    private static final JsonMapper JSON = new JsonMapper();

    private final MessageRenderer renderer;
    private final Collection<Rule> rules;
    private final List<Map<String, Object>> customers;

    /**
     * What came of it.
     *
     * @param problems nobody could get the message, or writing it fails
     * @param warnings some couldn't
     */
    public record Findings(List<Problem> problems, List<Problem> warnings) {}

    /**
     * @param rules whose recommendations give the parameters
     * @param customers facts by name
     */
    public TemplateTrial(Company company, Collection<Rule> rules, List<Map<String, Object>> customers) {
        this.renderer = new MessageRenderer(company, UnsubscribeLinks.PREVIEW);
        this.rules = rules;
        this.customers = customers;
    }

    /** In the order of the campaigns, whatever the number of threads. */
    public Findings of(List<Campaign> campaigns) {
        List<Findings> each =
                new ArrayList<>(campaigns.parallelStream().map(this::of).toList());
        each.add(new Findings(List.of(), languages(campaigns)));
        return new Findings(
                each.stream().flatMap(one -> one.problems.stream()).toList(),
                each.stream().flatMap(one -> one.warnings.stream()).toList());
    }

    /** Whoever's language nobody thought of gets what comes first; that is seldom what is meant. */
    private List<Problem> languages(List<Campaign> campaigns) {
        var unknown = new TreeSet<String>();
        var without = new TreeSet<String>();
        for (Map<String, Object> facts : customers) {
            if (facts.get("language") instanceof String tag) {
                campaigns.stream()
                        .filter(campaign -> !campaign.fallback().knows(tag, campaign.languages()))
                        .forEach(campaign -> {
                            unknown.add(tag);
                            without.add(campaign.name());
                        });
            }
        }
        return unknown.isEmpty()
                ? List.of()
                : List.of(Problem.at(
                                "beckon.yaml",
                                0,
                                0,
                                "some customers speak " + String.join(", ", unknown)
                                        + ", and get the first language of campaigns that don't: "
                                        + String.join(", ", without))
                        .hint("say under company what to take instead: language-fallback: {" + unknown.first()
                                + ": [en]}"));
    }

    private Findings of(Campaign campaign) {
        var findings = new Findings(new ArrayList<>(), new ArrayList<>());
        Set<Map<String, Object>> given = given(campaign);
        for (Channel channel : campaign.channels()) {
            for (String language : campaign.languages()) {
                for (Map<String, Object> parameters : given) {
                    new Trial(campaign, channel, language, parameters).report(findings);
                }
            }
        }
        return findings;
    }

    /** Every set of parameters that some rule gives; the empty one for a segment. */
    private Set<Map<String, Object>> given(Campaign campaign) {
        var given = new LinkedHashSet<Map<String, Object>>();
        if (campaign.target() instanceof Target.Action action) {
            rules.stream()
                    .flatMap(rule -> rule.effects().stream())
                    .flatMap(effect -> effect instanceof Recommend each ? Stream.of(each) : Stream.empty())
                    .filter(each -> each.action().equals(action.name()))
                    .forEach(each -> given.add(each.parameters()));
        } else {
            given.add(Map.of());
        }
        return given;
    }

    /** One template with one set of parameters, for all sample customers. */
    private final class Trial {

        private final MessageTemplate template;
        private final Map<Variable, Integer> missing = new LinkedHashMap<>();
        private int unfit;
        private String example = "";
        private final Set<String> failures = new LinkedHashSet<>();
        private boolean placeholder;

        Trial(Campaign campaign, Channel channel, String language, Map<String, Object> parameters) {
            this.template = campaign.template(channel, language);
            distinct().forEach((facts, count) -> {
                Filling filling = Filling.of(campaign, channel, language, facts::get, parameters, renderer);
                if (filling.about() != null) {
                    missing.merge(filling.about(), count, Integer::sum);
                } else if (filling.stop() != null) {
                    unfit += count;
                    example = example.isEmpty() ? filling.stop().detail() : example;
                } else {
                    write(campaign, channel, language, filling.values());
                }
            });
        }

        /** What the template reads of the customers, and of how many it is the same. */
        private Map<Map<String, Object>, Integer> distinct() {
            var distinct = new LinkedHashMap<Map<String, Object>, Integer>();
            for (Map<String, Object> facts : customers) {
                var read = new HashMap<String, Object>();
                for (Variable variable : template.reads()) {
                    Object value = facts.get(variable.name());
                    if (value != null) {
                        read.put(variable.name(), value);
                    }
                }
                distinct.merge(read, 1, Integer::sum);
            }
            return distinct;
        }

        private void write(Campaign campaign, Channel channel, String language, Map<String, Object> values) {
            try {
                Content content =
                        renderer.render(campaign, channel, language, "sample", JSON.writeValueAsString(values));
                placeholder |= content instanceof Content.WhatsApp whatsApp
                        && CampaignSkeleton.isPlaceholder(whatsApp.contentSid());
            } catch (IllegalStateException e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }

        void report(Findings findings) {
            failures.forEach(why -> findings.problems.add(Problem.at(template.file(), 0, 0, why)));
            if (placeholder) {
                findings.warnings.add(Problem.at(template.file(), 0, 0, "'content' is a placeholder")
                        .hint("copy the id of your approved template from the provider's list"));
            }
            missing.forEach((variable, count) -> reportMissing(variable, count, findings));
            if (unfit > 0) {
                boolean everybody = unfit == customers.size();
                String whom = everybody ? "all " + unfit : unfit + " of " + customers.size();
                (everybody ? findings.problems : findings.warnings)
                        .add(Problem.at(template.file(), 0, 0, "for " + whom + " sample customers " + example)
                                .hint("shorten it, or cut a value as in {{ city | abbreviate(20) }}"));
            }
        }

        /** What rules don't give is said where the rules stand. */
        private void reportMissing(Variable variable, int count, Findings findings) {
            if (variable.source() == Variable.Source.PARAMETER || count < MANY * customers.size()) {
                return;
            }
            boolean everybody = count == customers.size();
            String whom = everybody ? "all " + count : count + " of " + customers.size();
            Problem problem = template.problemAt(
                            variable,
                            "'" + variable.name() + "' is missing for " + whom
                                    + " sample customers, and without it there is no message")
                    .hint("say what to write instead: {{ " + variable.name() + " | default(\"...\") }}");
            (everybody ? findings.problems : findings.warnings).add(problem);
        }
    }
}
