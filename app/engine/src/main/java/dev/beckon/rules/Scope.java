package dev.beckon.rules;

import dev.beckon.facts.LinkedDemand;
import dev.beckon.facts.Property;
import dev.beckon.facts.Vocabulary;
import dev.beckon.feedback.Nearest;
import dev.beckon.rules.Syntax.Literal;
import dev.beckon.rules.Syntax.Term;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one rule can see: the properties, calls and variables that mean something at a place in it. */
final class Scope {

    private static final List<String> LATER_CALLS = List.of("isIn", "tagged", "previousSegment");

    /** What saved decisions say of customers whom no rule of a dimension matched. */
    private static final String UNMATCHED = "Others";

    private final Phase phase;
    private final Vocabulary vocabulary;
    private final RuleNames names;
    private final Registry registry;
    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private String customer = "";

    Scope(Phase phase, Vocabulary vocabulary, RuleNames names, Registry registry) {
        this.phase = phase;
        this.vocabulary = vocabulary;
        this.names = names;
        this.registry = registry;
    }

    RuleNames names() {
        return names;
    }

    void bind(Variable variable) {
        variables.put(variable.name(), variable);
    }

    /** The rule's customer has this name, so nothing else can. */
    void reserve(String variable) {
        this.customer = variable;
    }

    boolean isTaken(String variable) {
        return variable.equals(customer) || variables.containsKey(variable);
    }

    Variable variable(Syntax.Variable written) {
        Variable variable = variables.get(written.name());
        if (variable == null) {
            throw problem(
                    written,
                    "No earlier pattern binds " + written.name(),
                    written.name().matches("\\$[0-9]+")
                            ? written.name().substring(1) + ": amounts stand without a currency sign"
                            : nearest(written.name(), variables.keySet()));
        }
        return variable;
    }

    /**
     * @param kind of the row that the pattern is about, or null for the customer
     * @throws SyntaxProblem if the term means nothing here
     */
    Operand operand(Term term, LinkedDemand.@Nullable Kind kind) {
        if (term instanceof Syntax.Name name) {
            return kind == null ? property(name) : field(name, kind);
        }
        if (term instanceof Syntax.Call call) {
            if (kind != null) {
                throw problem(
                        call, call.name() + "(...) can be asked of the customer only", "move it into Customer( ... )");
            }
            return call(call);
        }
        boolean number = term instanceof Syntax.Literal literal
                && (literal.kind() == Syntax.Literal.Kind.WHOLE || literal.kind() == Syntax.Literal.Kind.DECIMAL);
        throw problem(
                term,
                "A condition begins with a property",
                number
                        ? "turn the two sides around, or write the number before it with a point and no comma: 5000.50"
                        : "turn the two sides around");
    }

    private static Operand field(Syntax.Name name, LinkedDemand.Kind kind) {
        Operand field = Operands.fields(kind).get(name.name());
        if (name.name().equals("customer")) {
            throw problem(name, "customer only ties a row to the rule's customer", "customer == $c, on its own");
        }
        if (field == null) {
            String type = kind == LinkedDemand.Kind.PURCHASE ? "Purchase" : "Event";
            throw problem(
                    name,
                    type + " has no field " + name.name(),
                    nearest(name.name(), Operands.fields(kind).keySet()));
        }
        return field;
    }

    private Operand property(Syntax.Name name) {
        if (phase == Phase.CHANNELS && name.name().equals(Operands.ACTION.source())) {
            return Operands.ACTION;
        }
        if (phase == Phase.CHANNELS && name.name().equals(Operands.ACTION_PRIORITY.source())) {
            return Operands.ACTION_PRIORITY;
        }
        Property property = vocabulary.find(name.name()).orElseThrow(() -> unknown(name));
        if (!property.readableByRules()) {
            throw problem(name, name.name() + " is personal: templates read it, rules can't", null);
        }
        return Operands.of(property);
    }

    private SyntaxProblem unknown(Syntax.Name name) {
        if (name.name().equals("action") || name.name().equals("actionPriority")) {
            return problem(name, name.name() + " is known only to the rules in channels/", null);
        }
        List<String> known = new ArrayList<>();
        vocabulary.properties().stream()
                .filter(Property::readableByRules)
                .forEach(property -> known.add(property.name()));
        if (phase == Phase.CHANNELS) {
            known.add("action");
            known.add("actionPriority");
        }
        return problem(name, "No property is called " + name.name(), nearest(name.name(), known));
    }

    private Operand call(Syntax.Call call) {
        if (LATER_CALLS.contains(call.name()) && phase == Phase.SEGMENTS) {
            throw problem(
                    call,
                    call.name() + "(...) is known only to the rules in actions/ and channels/",
                    "segments are all assigned at once: use the same conditions here");
        }
        return switch (call.name()) {
            case "isIn" -> {
                String segment = known(only(call), names.segments(), "No rule assigns the segment");
                yield Operands.isIn(segment, registry.segmentCode(segment));
            }
            case "tagged" -> {
                String tag = known(only(call), names.tags(), "No rule gives the tag");
                yield Operands.tagged(tag, registry.tagCode(tag));
            }
            case "previousSegment" -> {
                String dimension = known(
                        only(call), names.segmentsByDimension().keySet(), "No rule assigns segments of the dimension");
                yield Operands.previousSegment(
                        dimension, registry.previousDimensions().of(dimension));
            }
            case "bought" -> {
                String product = only(call).text();
                yield Operands.bought(product, registry.products().of(product));
            }
            case "boughtWithin" -> boughtWithin(call);
            case "share" -> {
                String category = only(call).text();
                yield Operands.share(category, registry.categories().of(category));
            }
            default ->
                throw problem(
                        call,
                        "Nothing that can be called is named " + call.name(),
                        nearest(
                                call.name(),
                                List.of("isIn", "tagged", "previousSegment", "bought", "boughtWithin", "share")));
        };
    }

    private Operand boughtWithin(Syntax.Call call) {
        List<Literal> arguments = call.arguments();
        if (arguments.size() != 2
                || arguments.get(0).kind() != Literal.Kind.TEXT
                || arguments.get(1).kind() != Literal.Kind.WHOLE
                || arguments.get(1).text().length() > 5
                || arguments.get(1).text().startsWith("-")) {
            throw problem(call, "boughtWithin asks for a product and a number of days", "boughtWithin(\"Jalebi\", 30)");
        }
        String product = arguments.get(0).text();
        return Operands.boughtWithin(
                product,
                Long.parseLong(arguments.get(1).text()),
                registry.products().of(product));
    }

    /** The only values that a term can have; empty if there is no such list. */
    Collection<String> closedValues(Term term) {
        if (term instanceof Syntax.Name name && name.name().equals(Operands.ACTION.source())) {
            return names.actions();
        }
        if (term instanceof Syntax.Call call && call.name().equals("previousSegment")) {
            List<String> segments = new ArrayList<>(
                    names.segmentsByDimension().getOrDefault(only(call).text(), Set.of()));
            segments.add(UNMATCHED);
            return segments;
        }
        return List.of();
    }

    private static Literal only(Syntax.Call call) {
        if (call.arguments().size() != 1 || call.arguments().get(0).kind() != Literal.Kind.TEXT) {
            throw problem(call, call.name() + " asks for one text", call.name() + "(\"...\")");
        }
        return call.arguments().get(0);
    }

    static String known(Literal written, Collection<String> known, String complaint) {
        if (!known.contains(written.text())) {
            throw problem(written, complaint + " " + written.shown(), nearestText(written.text(), known));
        }
        return written.text();
    }

    static @Nullable String nearest(String written, Collection<String> known) {
        return Nearest.to(written, known).orElse(null);
    }

    static @Nullable String nearestText(String written, Collection<String> known) {
        return Nearest.to(written, known).map(name -> "\"" + name + "\"").orElse(null);
    }

    static SyntaxProblem problem(Term term, String message, @Nullable String hint) {
        return new SyntaxProblem(term.place().problem(message).hint(hint));
    }
}
