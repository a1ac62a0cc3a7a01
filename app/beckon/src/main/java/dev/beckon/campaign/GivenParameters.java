package dev.beckon.campaign;

import dev.beckon.feedback.Nearest;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import dev.beckon.rules.Effect.Recommend;
import dev.beckon.rules.Rule;
import dev.beckon.rules.RuleRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Holds what rules give with their recommendations against what campaigns declare and their templates need. */
public final class GivenParameters {

    private final Problems problems;
    private final List<Problem> warnings = new ArrayList<>();

    private GivenParameters(Problems problems) {
        this.problems = problems;
    }

    /**
     * Adds a problem for each value that a template needs and a rule doesn't give, or gives as another kind.
     *
     * @return what stops nobody: values that no campaign of the action knows
     */
    public static List<Problem> check(Collection<Campaign> campaigns, Collection<Rule> rules, Problems problems) {
        var parameters = new GivenParameters(problems);
        for (Campaign campaign : campaigns) {
            for (Rule rule : rules) {
                rule.effects().stream()
                        .filter(Recommend.class::isInstance)
                        .map(Recommend.class::cast)
                        .filter(each -> campaign.target().equals(new Target.Action(each.action())))
                        .forEach(each -> parameters.compare(campaign, rule.ref(), each));
            }
        }
        return List.copyOf(parameters.warnings);
    }

    private void compare(Campaign campaign, RuleRef rule, Recommend given) {
        for (Variable declared : campaign.parameters()) {
            Object value = given.parameters().get(declared.name());
            if (value == null) {
                missing(campaign, rule, given, declared);
            } else {
                mistyped(campaign, rule, declared, value);
            }
        }
        List<String> names = campaign.parameters().stream().map(Variable::name).toList();
        for (String name : given.parameters().keySet()) {
            if (!names.contains(name)) {
                warnings.add(at(rule, "'" + name + "' is given, but " + file(campaign) + " doesn't declare it")
                        .hint(Nearest.to(name, names)
                                .map(near -> "you meant '" + near + "'")
                                .orElse("add it under 'parameters' there, or leave it out here")));
            }
        }
    }

    private void missing(Campaign campaign, RuleRef rule, Recommend given, Variable declared) {
        templates(campaign)
                .filter(template -> template.needs().contains(declared))
                .findFirst()
                .ifPresent(template -> problems.add(at(
                                rule,
                                "'" + declared.name() + "' isn't given, but " + place(template, declared)
                                        + " can't do without it")
                        .hint(Nearest.to(declared.name(), given.parameters().keySet())
                                .map(near -> "'" + near + "' should be called '" + declared.name() + "'")
                                .orElse("add .with(\"" + declared.name() + "\", ...)"))));
    }

    private void mistyped(Campaign campaign, RuleRef rule, Variable declared, Object value) {
        var first = campaign.templates().entrySet().stream().findFirst();
        if (first.isPresent() && first.get().getValue().format().ready(declared, value) == null) {
            String shown = value instanceof String ? "\"" + value + "\"" : value.toString();
            String where = templates(campaign)
                    .filter(template -> template.reads().contains(declared))
                    .findFirst()
                    .map(template -> ", and " + place(template, declared) + " shows it as one")
                    .orElse("");
            problems.add(at(
                            rule,
                            "'" + declared.name() + "' is " + shown + ", but " + file(campaign) + " says that it is a "
                                    + declared.kind().key() + where)
                    .hint(example(declared)));
        }
    }

    private static @org.jspecify.annotations.Nullable String example(Variable declared) {
        return switch (declared.kind()) {
            case TEXT -> "write it in double quotes";
            case FLAG -> "write true or false";
            case DATE -> "write a date such as \"2026-11-30\"";
            case NUMBER, SHARE, MONEY -> "write the number alone, without quotes";
        };
    }

    private static java.util.stream.Stream<MessageTemplate> templates(Campaign campaign) {
        return campaign.channels().stream()
                .flatMap(
                        channel -> campaign.languages().stream().map(language -> campaign.template(channel, language)));
    }

    private static String place(MessageTemplate template, Variable variable) {
        Problem place = template.problemAt(variable, "");
        return place.file() + ":" + place.line();
    }

    private static String file(Campaign campaign) {
        return "campaigns/" + campaign.name() + "/campaign.yaml";
    }

    private static Problem at(RuleRef rule, String message) {
        return Problem.at(rule.file(), rule.line(), 0, message).inRule(rule.name());
    }
}
