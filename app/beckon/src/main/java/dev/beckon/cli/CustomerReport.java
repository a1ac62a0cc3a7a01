package dev.beckon.cli;

import dev.beckon.audience.Audience;
import dev.beckon.decide.Decision;
import dev.beckon.decide.Explanation;
import dev.beckon.decide.Explanation.ConditionOutcome;
import dev.beckon.decide.Explanation.Reading;
import dev.beckon.decide.Explanation.RuleOutcome;
import dev.beckon.facts.Property;
import dev.beckon.facts.Subject;
import dev.beckon.facts.Unit;
import dev.beckon.workspace.Company;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Everything that decided about one customer, as text or JSON. */
final class CustomerReport {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Company company;
    private final Audience audience;
    private final Subject customer;
    private final Explanation why;
    private final List<CampaignOutcome> outcomes;

    /** @param outcomes what each planned campaign has for the customer */
    CustomerReport(
            Company company, Audience audience, Subject customer, Explanation why, List<CampaignOutcome> outcomes) {
        this.company = company;
        this.audience = audience;
        this.customer = customer;
        this.why = why;
        this.outcomes = outcomes;
    }

    String text() {
        var text = new StringBuilder();
        text.append("Customer ")
                .append(customer.id())
                .append(", as of ")
                .append(audience.data().asOf())
                .append("\n\n");
        Decision decision = why.decision();
        decision.segments()
                .forEach((dimension, segment) -> text.append("  ")
                        .append(dimension)
                        .append(": ")
                        .append(segment)
                        .append('\n'));
        if (!decision.tags().isEmpty()) {
            text.append("  Tags: ").append(String.join(", ", decision.tags())).append('\n');
        }
        text.append("\nFacts that rules and campaigns read\n");
        facts().forEach((name, value) -> text.append(String.format("  %-26s %s%n", name, value == null ? "-" : value)));
        text.append("\nRules that fired\n");
        why.rules().stream().filter(RuleOutcome::fired).forEach(rule -> fired(text, rule));
        text.append("\nRules that didn't, and why not\n");
        why.rules().stream().filter(rule -> !rule.fired()).forEach(rule -> missed(text, rule));
        text.append("\nCampaigns\n");
        if (outcomes.isEmpty()) {
            text.append("  None is for this customer.\n");
        }
        outcomes.forEach(outcome -> text.append(outcome.text().indent(2)));
        return text.toString().stripTrailing();
    }

    private void fired(StringBuilder text, RuleOutcome rule) {
        heading(text, rule);
        readings(rule.conditions())
                .forEach((name, value) -> text.append("      ")
                        .append(name)
                        .append(" = ")
                        .append(value)
                        .append('\n'));
    }

    private void missed(StringBuilder text, RuleOutcome rule) {
        heading(text, rule);
        for (ConditionOutcome failed : rule.failed()) {
            String values = failed.readings().stream()
                    .map(reading -> reading.name() + " = " + shown(reading))
                    .collect(Collectors.joining(", "));
            text.append("      not: ")
                    .append(failed.text())
                    .append("   (")
                    .append(values)
                    .append(")\n");
        }
    }

    private static void heading(StringBuilder text, RuleOutcome rule) {
        text.append("  ").append(rule.rule().name());
        if (rule.action() != null) {
            text.append(", for ").append(rule.action());
        }
        text.append("   ").append(rule.rule().place()).append('\n');
    }

    private Map<String, Object> readings(List<ConditionOutcome> conditions) {
        var values = new LinkedHashMap<String, Object>();
        conditions.forEach(condition -> condition.readings().forEach(each -> values.put(each.name(), shown(each))));
        return values;
    }

    private Object shown(Reading reading) {
        Object value = shown(reading.value(), reading.unit());
        return value == null ? "missing" : value;
    }

    /** Facts by name, money in major units; names and addresses are left out. */
    private Map<String, @Nullable Object> facts() {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        for (Property property : audience.data().vocabulary().properties()) {
            if (property.readableByRules() && audience.known().contains(property.name())) {
                Object value = audience.type().accessor(property).get(customer);
                facts.put(property.name(), shown(value, property.unit()));
            }
        }
        return facts;
    }

    private @Nullable Object shown(@Nullable Object value, Unit unit) {
        if (unit == Unit.MONEY && value instanceof Number amount) {
            return new BigDecimal(amount.toString())
                    .movePointLeft(company.minorDigits())
                    .setScale(company.minorDigits(), RoundingMode.HALF_UP);
        }
        if (value instanceof Double number && number.isInfinite()) {
            return number.toString();
        }
        if (value instanceof Double number) {
            BigDecimal rounded = new BigDecimal(number.toString())
                    .setScale(4, RoundingMode.HALF_UP)
                    .stripTrailingZeros();
            return rounded.setScale(Math.max(0, rounded.scale()));
        }
        return value;
    }

    String json() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        Decision decision = why.decision();
        json.put("schema", "beckon.explain/1");
        json.put("customer", customer.id());
        json.put("asOf", audience.data().asOf().toString());
        json.put("segments", decision.segments());
        json.put("tags", decision.tags());
        json.put("facts", facts());
        json.put(
                "fired",
                why.rules().stream().filter(RuleOutcome::fired).map(this::rule).toList());
        json.put(
                "notFired",
                why.rules().stream()
                        .filter(rule -> !rule.fired())
                        .map(this::rule)
                        .toList());
        json.put("campaigns", outcomes.stream().map(CampaignOutcome::json).toList());
        return JSON.writeValueAsString(json);
    }

    private Map<String, @Nullable Object> rule(RuleOutcome rule) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("rule", rule.rule().name());
        json.put("place", rule.rule().place());
        json.put("action", rule.action());
        json.put("failed", rule.failed().stream().map(ConditionOutcome::text).toList());
        json.put("values", readings(rule.conditions()));
        return json;
    }
}
