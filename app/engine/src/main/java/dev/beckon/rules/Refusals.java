package dev.beckon.rules;

import dev.beckon.feedback.Nearest;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why something that DRL knows can't be used here, and what to write instead. */
final class Refusals {

    private static final String ORDER =
            "give $c.recommend(action, priority) a priority, or put the rule higher in its file: order is the file's";
    private static final String NO_COMMENT = "This is neither a rule nor a comment";
    private static final String A_COMMENT = "a comment begins with //";
    private static final String NO_CODE = "Rules can't run code";

    private static final Map<String, Refusal> ATTRIBUTES = Map.ofEntries(
            refused("salience", "Rules have no salience", ORDER),
            refused("no", "Rules can't loop, so no-loop has no meaning", "leave it out"),
            refused("lock", "Rules can't loop, so lock-on-active has no meaning", "leave it out"),
            refused("agenda", "Rules have no groups: the folder is the phase", "move the rule to another folder"),
            refused("ruleflow", "Rules have no groups: the folder is the phase", "move the rule to another folder"),
            refused("activation", "An activation-group would let one customer's rule cancel another's", ORDER),
            refused("auto", "Rules have no focus: the folder is the phase", "leave it out"),
            refused("enabled", "A rule can't be switched off by an attribute", "put it in a comment: /* ... */"),
            refused("date", "A rule has no dates of effect", "give the campaign a schedule"),
            refused("duration", "Rules have no timers", "give the campaign a schedule"),
            refused("timer", "Rules have no timers", "give the campaign a schedule"),
            refused("calendars", "Rules have no calendars", "give the campaign a schedule"),
            refused("dialect", "Rules have one dialect only", "leave it out"),
            refused("extends", "A rule can't extend another", "repeat its conditions"),
            refused("then", "A rule needs conditions", "when $c : Customer()"),
            refused("@", "Rules have no annotations", "write a comment: // ..."));

    private static final Map<String, Refusal> OUTSIDE = Map.ofEntries(
            refused("package", "Rule files need no package: the folder is the phase", "leave it out"),
            refused("import", "Rule files need no import: Customer, Purchase and Event are known", "leave it out"),
            refused("global", "Rules have no globals", "leave it out"),
            refused("function", NO_CODE + ": no functions", "compute the value in the data"),
            refused("declare", "Rules can't declare types", "add a column to the customers' data"),
            refused("query", "Rules have no queries", "write a rule that tags: $c.tag(...)"),
            refused("dialect", "Rules have one dialect only", "leave it out"),
            refused("unit", "Rules have no units: the folder is the phase", "leave it out"),
            refused("template", "Templates can't be used", "write rules"),
            refused("expander", "Sentences (.dslr) can't be used in a .drl file", "write rules"),
            refused("#", NO_COMMENT, A_COMMENT),
            refused("-", NO_COMMENT, A_COMMENT),
            refused("<", NO_COMMENT, A_COMMENT),
            refused("*", NO_COMMENT, A_COMMENT),
            refused("end", "There is an 'end' too many", "delete it"));

    private static final Map<String, Refusal> PATTERNS = Map.ofEntries(
            refused("eval", NO_CODE + ": no eval", "put the condition into Customer( ... )"),
            refused("forall", "forall can't be used", "not Purchase( customer == $c, ... )"),
            refused("accumulate", "Rules can't add up rows", "a property such as spendLast90Days or share(...)"),
            refused("acc", "Rules can't add up rows", "a property such as spendLast90Days or share(...)"),
            refused("collect", "Rules can't collect rows", "a property such as orders"),
            refused("and", "Patterns stand one after the other, without and", "delete it"),
            refused("or", "Whole patterns can't be alternatives", "use || inside of Customer( ... ), or two rules"),
            refused("from", NO_CODE + ": no from", "leave it out"),
            refused("over", "Rules have no windows", "daysAgo <= 30"),
            refused("?", "Rules have no queries", "write a condition"),
            refused("(", "Patterns can't be grouped", "write them one after the other"),
            refused("rule", "The rule before this one has no then and no end", "end"));

    private static final Map<String, Refusal> AFTER_CONDITION = Map.ofEntries(
            refused("+", "Rules can't calculate", "compare with the result"),
            refused("-", "Rules can't calculate", "compare with the result; a day stands in quotes: \"2026-01-31\""),
            refused("*", "Rules can't calculate", "compare with the result"),
            refused("/", "Rules can't calculate", "compare with the result"),
            refused("%", "Rules can't calculate", "write 30 % as 0.3"),
            refused("=", "= has no meaning", "=="),
            refused("&", "& has no meaning", "&&"),
            refused("|", "| has no meaning", "||"),
            refused("and", "and has no meaning within a pattern", "&&"),
            refused("or", "or has no meaning within a pattern", "||"),
            refused("?", NO_CODE, "use && and ||"),
            refused("AND", "AND has no meaning within a pattern", "a comma, or &&"),
            refused("OR", "OR has no meaning within a pattern", "||"),
            refused("between", "between has no meaning", "age >= 18 && <= 30"),
            refused("is", "is has no meaning", "== null for what isn't known, or == \"...\""),
            refused("like", "like has no meaning", "contains \"...\" or str[startsWith] \"...\""),
            refused("then", "Expected ')' before then", "a ) at the end of the conditions"),
            refused("[", "Lists can't be used", "in (\"a\", \"b\")"),
            refused("from", NO_CODE + ": no from", "leave it out"),
            refused("over", "Rules have no windows", "daysAgo <= 30"));

    private Refusals() {}

    /** What is wrong and what to do about it. */
    record Refusal(String message, @Nullable String hint) {}

    static Refusal outsideRules(Token found) {
        return OUTSIDE.getOrDefault(
                found.text(),
                new Refusal("Expected a rule, but found " + found.shown(), nearest(found, Set.of("rule"), "")));
    }

    static Refusal attribute(Token found) {
        if (found.text().equalsIgnoreCase("when") || found.text().equalsIgnoreCase("if")) {
            return new Refusal("Expected when after the rule's name, but found " + found.shown(), "when");
        }
        return ATTRIBUTES.getOrDefault(
                found.text(), new Refusal("Expected when after the rule's name, but found " + found.shown(), null));
    }

    static Refusal pattern(Token found, Collection<String> types) {
        Refusal unknown = found.is(Token.Kind.NAME)
                ? new Refusal("Nothing is called " + found.text() + " here", nearest(found, types, "( ... )"))
                : new Refusal("Expected a pattern or then, but found " + found.shown(), null);
        return PATTERNS.getOrDefault(found.text(), unknown);
    }

    static Refusal expected(String symbol, String where, Token found) {
        Refusal plain = new Refusal(
                "Expected '" + symbol + "' " + where + ", but found " + found.shown(), missing(symbol, found));
        return symbol.equals(")") ? AFTER_CONDITION.getOrDefault(found.text(), plain) : plain;
    }

    private static @Nullable String missing(String symbol, Token found) {
        return switch (symbol) {
            case ";" -> "a ; is missing at the end of the line above";
            case ")" ->
                switch (found.kind()) {
                    case NAME -> "a comma is missing before it";
                    case WHOLE, DECIMAL -> "the number stands alone after ==, <, >, <= or >=, without a currency";
                    default -> null;
                };
            case "(" -> found.is(Token.Kind.TEXT) ? "in (\"a\", \"b\")" : null;
            default -> null;
        };
    }

    static Refusal statement(Token found, String rule) {
        if (found.is("rule") || found.is(Token.Kind.END_OF_FILE)) {
            return new Refusal("The rule \"" + rule + "\" is never closed", "end is missing before this");
        }
        if (found.is("c")) {
            return new Refusal("c has no meaning here", "$c");
        }
        return new Refusal(
                "Expected a statement such as $c.tag(\"...\"); but found " + found.shown(),
                "only the verbs of the phase can stand here: " + NO_CODE.toLowerCase(java.util.Locale.ROOT));
    }

    private static @Nullable String nearest(Token found, Collection<String> candidates, String suffix) {
        return Nearest.to(found.text(), candidates).map(name -> name + suffix).orElse(null);
    }

    private static Map.Entry<String, Refusal> refused(String word, String message, String hint) {
        return Map.entry(word, new Refusal(message, hint));
    }
}
