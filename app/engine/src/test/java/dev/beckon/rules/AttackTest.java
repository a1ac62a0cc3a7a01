package dev.beckon.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.kie.api.definition.KiePackage;

/** Ways to make Drools run code, or a parser run out of breath. Each is refused while it is only text. */
class AttackTest {

    private static final String NEWLINE = "\n";

    @TempDir
    Path directory;

    private static Map<String, String> attacks() {
        Map<String, String> attacks = new LinkedHashMap<>();
        attacks.put("code in a name", rule("A\"+System.exit(0)+\"", "", "$c.tag(\"t\");"));
        attacks.put("code in a single-quoted name", "rule 'A\"+System.exit(0)+\"' when $c : Customer() then end");
        attacks.put("parentheses in a name", rule("A(System.exit(0))", "", "$c.tag(\"t\");"));
        attacks.put("salience with code", attribute("salience (System.exit(0))"));
        attacks.put("enabled with code", attribute("enabled (System.exit(0) == null)"));
        attacks.put("quoted attribute", attribute("agenda-group \"x\" + System.exit(0)"));
        attacks.put("dialect", attribute("dialect \"mvel\""));
        attacks.put("timer", attribute("timer (cron: * * * * * ?)"));
        attacks.put("annotation", attribute("@Eval(System.exit(0))"));
        attacks.put("from with code", pattern("Event() from System.exit(0)"));
        attacks.put("eval", pattern("eval( System.exit(0) == null )"));
        attacks.put("accumulate", pattern("accumulate( Event(), init( System.exit(0); ) )"));
        attacks.put("collect", pattern("java.util.List() from collect( Event() )"));
        attacks.put("class name as type", pattern("java.lang.Runtime()"));
        attacks.put("query call", pattern("?q(1;)"));
        attacks.put("single-quoted text", rule("A", "city == 'x\"+System.exit(0)+\"'", "$c.tag(\"t\");"));
        attacks.put("code as value", rule("A", "city == System.getenv(\"X\")", "$c.tag(\"t\");"));
        attacks.put("static method", rule("A", "System.exit(0) == null", "$c.tag(\"t\");"));
        attacks.put("new object", rule("A", "city == new String(\"x\")", "$c.tag(\"t\");"));
        attacks.put("assignment", rule("A", "age = 5", "$c.tag(\"t\");"));
        attacks.put("ternary", rule("A", "age > 5 ? true : false", "$c.tag(\"t\");"));
        attacks.put("inline cast", rule("A", "this#Runtime.exit(0)", "$c.tag(\"t\");"));
        attacks.put("class property", rule("A", "class.classLoader != null", "$c.tag(\"t\");"));
        attacks.put("engine method", rule("A", "marked(5)", "$c.tag(\"t\");"));
        attacks.put("inline evaluation", rule("A", "(System.exit(0))", "$c.tag(\"t\");"));
        attacks.put("Java in then", rule("A", "", "System.exit(0);"));
        attacks.put("Java as argument", rule("A", "", "$c.tag(System.getenv(\"X\"));"));
        attacks.put("concatenation", rule("A", "", "$c.tag(\"a\" + System.exit(0));"));
        attacks.put("class body break-out", rule("A", "", "} static { System.exit(0); } static void z() {"));
        attacks.put("block", rule("A", "", "{ System.exit(0); }"));
        attacks.put("drools variable", rule("A", "", "drools.halt();"));
        attacks.put("kcontext", rule("A", "", "$kcontext.getKieRuntime();"));
        attacks.put("modify", rule("A", "", "modify($c) { setAge(5) }"));
        attacks.put("insert", rule("A", "", "insert(new Object());"));
        attacks.put("reflection", rule("A", "", "$c.getClass().getClassLoader();"));
        attacks.put("engine verb", rule("A", "", "$c.fired(0);"));
        attacks.put("chained method", rule("A", "", "$c.tag(\"t\").getClass();"));
        attacks.put("function", "function void f() { System.exit(0); }\n");
        attacks.put("import static", "import static java.lang.System.exit\n");
        attacks.put("import function", "import function java.lang.System.exit\n");
        attacks.put("declare", "declare Evil extends java.lang.Thread end\n");
        attacks.put("global", "global java.lang.Runtime r\n");
        attacks.put("query", "query \"q\"() eval(System.exit(0)) end\n");
        attacks.put("rule unit", "unit Evil;\n");
        attacks.put("expander", "expander evil.dsl\n");
        attacks.put("else", rule("A", "", "$c.tag(\"t\");").replace("end", "else System.exit(0); end"));
        attacks.put("named consequence", rule("A", "", "$c.tag(\"t\");").replace("then", "do[x] then"));
        attacks.put("unicode escape", rule("A", "", "\\u0053ystem.exit(0);"));
        attacks.put("escape in text", rule("A", "city == \"\\\"\"", "$c.tag(\"t\");"));
        attacks.put("line break in text", rule("A", "city == \"a\nb\"", "$c.tag(\"t\");"));
        attacks.put("line break in name", rule("A\nB", "", "$c.tag(\"t\");"));
        attacks.put("invisible character", rule("A", "city == \"a\u200Bb\"", "$c.tag(\"t\");"));
        attacks.put("right-to-left override", rule("A", "", "/* \u202E */ $c.tag(\"t\");"));
        attacks.put("line separator", rule("A", "", "// harmless \u2028 System.exit(0);\n$c.tag(\"t\");"));
        attacks.put("lone carriage return", rule("A", "", "// harmless \r System.exit(0);\n$c.tag(\"t\");"));
        attacks.put("tag characters", rule("A", "city == \"" + Character.toString(0xE0041) + "\"", "$c.tag(\"t\");"));
        attacks.put("null character", rule("A", "city == \"\0\"", "$c.tag(\"t\");"));
        attacks.put("homoglyph", rule("A", "\u0430ge > 5", "$c.tag(\"t\");"));
        attacks.put("full-width quotes", rule("A", "city == \uFF02a\uFF02", "$c.tag(\"t\");"));
        attacks.put("open comment", "/* " + rule("A", "", "$c.tag(\"t\");"));
        attacks.put(
                "20,000 brackets", rule("A", lines("(", 20_000) + "age > 5" + lines(")", 20_000), "$c.tag(\"t\");"));
        attacks.put("20,000 exclamation marks", rule("A", lines("!", 20_000) + "rural", "$c.tag(\"t\");"));
        attacks.put("20,000 alternatives", rule("A", lines("age > 5 || ", 20_000) + "age > 6", "$c.tag(\"t\");"));
        attacks.put("20,000 constraints", rule("A", lines("age > 5, ", 20_000) + "age > 6", "$c.tag(\"t\");"));
        attacks.put("20,000 values", rule("A", "age in (" + lines("5, ", 20_000) + "6)", "$c.tag(\"t\");"));
        attacks.put("20,000 patterns", pattern(lines("exists Event( customer == $c ) ", 20_000)));
        attacks.put("20,000 statements", rule("A", "", lines("$c.tag(\"t\"); ", 20_000)));
        attacks.put("20,000 parameters", rule("A", "", "$c.tag(" + lines("5, ", 20_000) + "5);"));
        attacks.put("endless line", rule("A", "", "$c.tag(\"t\"); //" + "x".repeat(2000)));
        attacks.put(
                "3 MB",
                rule("A", "", "$c.tag(\"t\");\n//" + "x".repeat(900) + NEWLINE)
                        + ("//" + "x".repeat(900) + NEWLINE).repeat(3000));
        return attacks;
    }

    private static String lines(String part, int times) {
        return (part.repeat(20) + NEWLINE).repeat(times / 20);
    }

    private static String rule(String name, String conditions, String statements) {
        return "rule \"" + name + "\"\nwhen\n  $c : Customer( " + conditions + " )\nthen\n  " + statements + "\nend\n";
    }

    private static String attribute(String attribute) {
        return "rule \"A\"\n" + attribute + "\nwhen\n  $c : Customer()\nthen\n  $c.tag(\"t\");\nend\n";
    }

    private static String pattern(String pattern) {
        return "rule \"A\"\nwhen\n  $c : Customer()\n  " + pattern + "\nthen\n  $c.tag(\"t\");\nend\n";
    }

    @TestFactory
    List<DynamicTest> areRefused() {
        return attacks().entrySet().stream()
                .map(attack -> DynamicTest.dynamicTest(attack.getKey(), () -> {
                    var folder = new RulesFolder(directory.resolve(
                            Integer.toHexString(attack.getKey().hashCode())));
                    assertThat(folder.file("segments/attack.drl", attack.getValue())
                                    .problems())
                            .isNotEmpty()
                            .allSatisfy(problem -> assertThat(problem.file()).isEqualTo("rules/segments/attack.drl"));
                }))
                .toList();
    }

    @Test
    void harmlessTwinsAreAccepted() {
        var folder = new RulesFolder(directory)
                .file(
                        "segments/a.drl",
                        "\uFEFF"
                                + rule("A", "city == \"मिठाई 'b' 🎉\"", "$c.tag(\"t\");")
                                        .replace("\n", "\r\n"))
                .file("segments/b.drl", rule("B 2.0, ü-_+", "/* x */ age > 5 // y\n", "$c.tag(\"end\");"))
                .file(
                        "segments/c.drl",
                        pattern("exists Event( customer == $c )").replace("\"A\"", "\"C\""))
                .file("segments/d.drl", "");
        assertThat(folder.read().rules()).hasSize(3);
    }

    @Test
    void droolsIsToldNoNameOfTheAuthors() {
        var folder = new RulesFolder(directory)
                .file(
                        "segments/a.drl",
                        rule("Evil name", "$evil : age, city == \"System.exit\"", "$c.tag(\"evil tag\");"));
        RuleSet rules = folder.read();
        try (CompiledRules compiled = rules.compile(CustomerTypes.declare(folder.vocabulary()))) {
            assertThat(compiled.base(Phase.SEGMENTS).getKiePackages())
                    .flatExtracting(KiePackage::getRules)
                    .singleElement()
                    .satisfies(rule -> {
                        assertThat(rule.getName()).isEqualTo("0");
                        assertThat(rule.getMetaData()).isEmpty();
                    });
        }
    }

    @Test
    void otherEncodingsAreRefused() {
        byte[] latin = rule("A", "city == \"Zürich\"", "$c.tag(\"t\");").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new RulesFolder(directory).file("segments/a.drl", latin).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("not UTF-8"));
    }
}
