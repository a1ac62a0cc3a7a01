package dev.beckon.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.facts.Property;
import dev.beckon.facts.Unit;
import dev.beckon.facts.ValueType;
import dev.beckon.facts.Vocabulary;
import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.ReservedNames;
import dev.beckon.rules.RulesFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReservedNamesTest {

    /** Words that mean something in DRL elsewhere, and are frequent names of columns. */
    private static final List<String> FREQUENT = List.of(
            "type",
            "date",
            "unit",
            "result",
            "average",
            "duration",
            "template",
            "timer",
            "status",
            "enabled",
            "window",
            "query",
            "update",
            "init",
            "no",
            "on",
            "name",
            "value",
            "count",
            "group",
            "order",
            "key",
            "global",
            "entry",
            "attributes",
            "calendars",
            "dialect",
            "agenda",
            "salience",
            "reverse",
            "inner",
            "collect",
            "accumulate",
            "declare",
            "package",
            "template",
            "modify",
            "insert",
            "delete",
            "list",
            "map",
            "set",
            "class1");

    @TempDir
    Path directory;

    @Test
    void frequentColumnNamesWork() {
        List<String> names = FREQUENT.stream().distinct().toList();
        assertThat(names).allMatch(ReservedNames::allow);
        var folder = new RulesFolder(directory)
                .knowing(Vocabulary.withAttributes(names.stream()
                        .map(name -> new Property(name, ValueType.TEXT, Unit.NONE, name, "", Property.Origin.ATTRIBUTE))
                        .toList()));
        names.forEach(name -> folder.segmentRule(
                name, "%s == \"yes\" || %s str[startsWith] \"y\", %s != \"no\"".formatted(name, name, name)));
        var population = Population.of(folder);
        names.forEach(name -> population.customer(name, name, "yes"));
        assertThat(population.decide(folder))
                .allSatisfy(decision -> assertThat(decision.tags()).containsExactly(decision.customer()));
    }

    /** Names that the class Customer or the rules' own helpers have as methods, or that bean rules spell differently. */
    private static final List<String> LIKE_METHODS = List.of(
            "takeFired",
            "copy",
            "hashCode",
            "toString",
            "equals",
            "clone",
            "notify",
            "wait",
            "identify",
            "demanded",
            "mark",
            "about",
            "beginDecision",
            "lastBoughtDaysAgo",
            "shareOfSpend",
            "getAction",
            "getAge",
            "isMember",
            "eMail",
            "xAxis",
            "uRL",
            "a",
            "aB",
            "this1",
            "contain",
            "startsWith",
            "endsWith",
            "length",
            "size",
            "isEmpty",
            "math",
            "string",
            "object",
            "unless",
            "acc",
            "then1",
            "before",
            "after",
            "coincides",
            "during",
            "includes",
            "excludes",
            "meets",
            "starts",
            "finishes",
            "overlaps",
            "window",
            "traitable");

    @Test
    void namesOfMethodsWork() {
        List<String> names = LIKE_METHODS.stream().filter(ReservedNames::allow).toList();
        var folder = new RulesFolder(directory)
                .knowing(Vocabulary.withAttributes(names.stream()
                        .map(name -> new Property(name, ValueType.TEXT, Unit.NONE, name, "", Property.Origin.ATTRIBUTE))
                        .toList()));
        names.forEach(name -> folder.segmentRule(
                name, "%s == \"yes\" || %s str[startsWith] \"y\", %s != \"no\"".formatted(name, name, name)));
        var population = Population.of(folder);
        names.forEach(name -> population.customer(name, name, "yes"));
        try (CompiledRules rules = folder.read().compile(population.type())) {
            assertThat(population.decide(new Decider(rules, 1), 100))
                    .allSatisfy(decision -> assertThat(decision.tags()).containsExactly(decision.customer()));
        }
    }
}
