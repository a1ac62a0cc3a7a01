package dev.beckon.rules;

import dev.beckon.facts.Property;
import dev.beckon.facts.Unit;
import dev.beckon.facts.ValueType;
import dev.beckon.facts.Vocabulary;
import java.util.List;

/** Writes what rules can say, as Markdown: the generated part of the README of the rules. */
public final class VocabularyPage {

    private VocabularyPage() {}

    /** @param currency in which amounts of money are written, such as INR */
    public static String markdown(Vocabulary vocabulary, String currency) {
        var page = new StringBuilder("## Properties of a customer\n\n");
        List<Property> readable = vocabulary.properties().stream()
                .filter(Property::readableByRules)
                .toList();
        table(page, of(readable, Property.Origin.STANDARD), currency);
        List<Property> attributes = of(readable, Property.Origin.ATTRIBUTE);
        if (!attributes.isEmpty()) {
            page.append("\n### From your own data\n\n");
            table(page, attributes, currency);
        }
        return page.append(LANGUAGE.replace("CURRENCY", currency)).toString();
    }

    private static List<Property> of(List<Property> properties, Property.Origin origin) {
        return properties.stream()
                .filter(property -> property.origin() == origin)
                .toList();
    }

    private static void table(StringBuilder page, List<Property> properties, String currency) {
        page.append("| property | kind | meaning |\n|---|---|---|\n");
        for (Property property : properties) {
            page.append("| `").append(property.name()).append("` | ");
            page.append(kind(property, currency)).append(" | ");
            page.append(property.meaning().replace("|", "\\|").replaceAll("\\s+", " "))
                    .append(" |\n");
        }
    }

    private static String kind(Property property, String currency) {
        String unit = switch (property.unit()) {
            case NONE, COUNT -> "";
            case DAYS -> ", days";
            case YEARS -> ", years";
            case MONEY -> ", " + currency;
            case SHARE -> ", share";
            case SCORE -> ", score";
        };
        String bounds = property.bounds().bothFinite() ? " " + property.bounds().words() : "";
        return kind(property.type(), property.unit()) + unit + bounds;
    }

    private static String kind(ValueType type, Unit unit) {
        return switch (type) {
            case TEXT -> "text";
            case WHOLE -> unit == Unit.MONEY ? "amount" : "whole number";
            case NUMBER -> unit == Unit.MONEY ? "amount" : "number";
            case FLAG -> "yes or no";
            case DATE -> "date";
        };
    }

    private static final String LANGUAGE = """

            ## Conditions

            They stand in `$c : Customer( ... )`, separated by commas; all of them must hold.

            | write | it holds if |
            |---|---|
            | `age >= 18`, `age >= 18 && <= 30` | the number compares so: `==` `!=` `<` `<=` `>` `>=` |
            | `monetary > 2000.50` | the amount, in CURRENCY, compares so |
            | `memberSince < "2026-01-31"` | a date, if your customers have such a column, is before that day: year-month-day in double quotes |
            | `city == "Pune"`, `city != "Pune"` | the text is, or isn't, exactly that |
            | `city in ("Pune", "Delhi")`, `city not in ("Pune")` | it is, or isn't, one of them; numbers too |
            | `favouriteProduct contains "Jalebi"`, `not contains` | the text has that part |
            | `city str[startsWith] "New"`, `str[endsWith]` | the text begins or ends so |
            | `mayEmail`, `!mayEmail`, `mayEmail == true` | the flag is set, or isn't |
            | `income == null`, `income != null` | the value is missing, or is there |
            | `age < 20 \\|\\| age > 60`, `!( ... )`, `( ... )` | one of them holds; it doesn't hold; grouping |

            **A missing value satisfies nothing except `== null`**: neither `city != "Pune"` nor `!(age > 60)` holds for a
            customer whose city or age isn't known.

            | call | in | it holds if |
            |---|---|---|
            | `bought("Jalebi Donuts")` | all | they ever bought the product |
            | `boughtWithin("Jalebi Donuts", 30)` | all | they bought it in the last 30 days |
            | `share("Sweets") > 0.3` | all | more than 30 % of their spend went to the category; missing without spend |
            | `isIn("At Risk")` | actions, channels | a rule put them into the segment |
            | `tagged("vegan")` | actions, channels | a rule gave them the tag |
            | `previousSegment("RFM") == "Champions"` | actions, channels | they were in it by the last saved decisions |
            | `action == "win-back"`, `actionPriority >= 50` | channels | the recommended action asked about |

            ## Rows of the same customer

            After `Customer( ... )`, a pattern over single purchases or events, alone, after `not` or after `exists`. Each
            must be tied to the customer. A variable keeps a value for later patterns of the rule, and must have one.
            Returns and lines that cost nothing, such as gifts, are no purchases.

            | pattern | fields |
            |---|---|
            | `Purchase( customer == $c, ... )` | `product` text, `category` text, `daysAgo` days, `amount` in CURRENCY |
            | `Event( customer == $c, type == "cart-abandoned", $d : daysAgo <= 3 )` | `type` text, `daysAgo` days |
            | `not Purchase( customer == $c, daysAgo <= $d )` | there is no such row |

            ## Verbs

            | folder | after `then` | means |
            |---|---|---|
            | segments | `$c.assign("RFM", "Champions");` | the segment of the dimension, unless a rule above gave one |
            | segments | `$c.tag("vegan");` | a tag |
            | actions | `$c.recommend("win-back", 80);` | the action, with a priority from 0 to 1000; the highest wins |
            | actions | `$c.recommend("win-back", 80).with("discount", 15);` | with parameters for the messages |
            | actions | `$c.suppress("reason");`, `$c.suppress("win-back", "reason");` | nothing, or not this action |
            | channels | `$c.via("whatsapp", 90);` | prefer the channel: email, whatsapp or phone |
            | channels | `$c.avoid("phone", "reason");` | never use the channel |
            """;
}
