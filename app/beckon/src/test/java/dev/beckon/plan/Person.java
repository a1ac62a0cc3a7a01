package dev.beckon.plan;

import dev.beckon.decide.Decision;
import dev.beckon.decide.Decision.Avoided;
import dev.beckon.decide.Decision.ChannelAdvice;
import dev.beckon.decide.Decision.Preferred;
import dev.beckon.decide.Decision.Recommendation;
import dev.beckon.decide.Decision.Veto;
import dev.beckon.facts.Subject;
import dev.beckon.rules.CustomerType;
import dev.beckon.rules.Phase;
import dev.beckon.rules.RuleRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A customer and what the rules said, for tests: {@code aPerson("c1").withEmail("a@example.com").recommended(...)}. */
final class Person {

    final String id;
    private final Map<String, Object> facts = new TreeMap<>();
    private final Map<String, String> segments = new LinkedHashMap<>();
    private final List<Recommendation> recommendations = new ArrayList<>();
    private final List<Veto> vetoes = new ArrayList<>();
    private final List<Preferred> preferred = new ArrayList<>();
    private final List<Avoided> avoided = new ArrayList<>();

    private Person(String id) {
        this.id = id;
    }

    static Person aPerson(String id) {
        return new Person(id).with("firstName", "Asha");
    }

    /** Can get everything: an adult with consent and an address for each channel. */
    static Person reachable(String id) {
        return aPerson(id)
                .with("age", 40L)
                .with("monetary", 100_00L)
                .withEmail(id + "@example.com")
                .withPhone("+9198200" + String.format("%05d", Math.floorMod(id.hashCode(), 100_000)))
                .recommended("win-back", 50, Map.of("discount", 15L));
    }

    /** The same person under another id, with other addresses. */
    Person copy(String otherId) {
        Person copy = new Person(otherId);
        copy.facts.putAll(facts);
        copy.segments.putAll(segments);
        copy.recommendations.addAll(recommendations);
        copy.vetoes.addAll(vetoes);
        copy.preferred.addAll(preferred);
        copy.avoided.addAll(avoided);
        return copy.withEmail(otherId + "@example.com");
    }

    Person with(String fact, @Nullable Object value) {
        if (value == null) {
            facts.remove(fact);
        } else {
            facts.put(fact, value);
        }
        return this;
    }

    Person withEmail(String address) {
        return with("emailAddress", address).with("emailConsent", "granted");
    }

    Person withPhone(String number) {
        return with("phoneNumber", number).with("whatsappConsent", "granted").with("phoneConsent", "granted");
    }

    Person recommended(String action, int priority, Map<String, Object> parameters) {
        recommendations.removeIf(each -> each.action().equals(action));
        recommendations.add(new Recommendation(action, priority, parameters, rule("Recommend " + action)));
        recommendations.sort(Comparator.comparingInt(Recommendation::priority).reversed());
        return this;
    }

    Person recommendedNothing() {
        recommendations.clear();
        return this;
    }

    Person vetoed(@Nullable String action, String reason) {
        vetoes.add(new Veto(action, reason, rule("Veto")));
        return this;
    }

    Person prefers(String channel, int preference) {
        preferred.add(new Preferred(channel, preference, rule("Prefer " + channel)));
        preferred.sort(Comparator.comparingInt(Preferred::preference).reversed());
        return this;
    }

    Person avoids(String channel) {
        avoided.add(new Avoided(channel, "they said so", rule("Avoid " + channel)));
        preferred.removeIf(each -> each.channel().equals(channel));
        return this;
    }

    Person in(String dimension, String segment) {
        segments.put(dimension, segment);
        return this;
    }

    boolean hasAny(String... names) {
        return List.of(names).stream().anyMatch(facts::containsKey);
    }

    @Nullable
    Object fact(String name) {
        return facts.get(name);
    }

    Subject subject(CustomerType type) {
        Subject subject = type.create(id);
        facts.forEach((name, value) ->
                type.accessor(type.vocabulary().find(name).orElseThrow()).set(subject, value));
        return subject;
    }

    Decision decision() {
        var advice = new LinkedHashMap<String, ChannelAdvice>();
        for (Recommendation each : recommendations) {
            advice.put(each.action(), new ChannelAdvice(List.copyOf(preferred), List.copyOf(avoided)));
        }
        return new Decision(
                id,
                Map.copyOf(segments),
                List.of(),
                new TreeSet<>(),
                List.copyOf(recommendations),
                List.copyOf(vetoes),
                advice,
                List.of());
    }

    private static RuleRef rule(String name) {
        return new RuleRef(0, Phase.ACTIONS, name, "rules/actions/test.drl", 7);
    }
}
