package dev.beckon.campaign;

import dev.beckon.feedback.Problem;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The templates of one campaign for one channel and language. Immutable and thread-safe. */
public sealed interface MessageTemplate permits EmailTemplate, WhatsAppTemplate, PhoneTemplate {

    /** Every variable that is read somewhere, in the order of their names. */
    Set<Variable> reads();

    /** The variables without which the message can't be written. */
    Set<Variable> needs();

    /**
     * The finished message.
     *
     * @param values ready values by name; those of the sender as {@link MessageRenderer} gives them
     */
    Content render(Map<String, Object> values);

    /** Why the channel would refuse the finished message (a part too long or empty); nothing if it fits. */
    Optional<String> unfit(Map<String, Object> values);

    /**
     * Whether it fits, as far as that is told without rendering: planning asks for each of a million messages.
     *
     * @param values ready values of customer and rule by name
     */
    boolean surelyFits(Map<String, Object> values);

    /** A problem in the file and line where a variable is needed, or else read, first. */
    default Problem problemAt(Variable variable, String message) {
        return templates().stream()
                .filter(template -> template.needs().contains(variable))
                .findFirst()
                .or(() -> templates().stream()
                        .filter(template -> template.reads().contains(variable))
                        .findFirst())
                .map(template -> template.problemAt(variable, message))
                .orElseGet(() -> Problem.at(file(), 0, 0, message));
    }

    /** The file that holds what may grow too long, as messages name it. */
    String file();

    /** In the order in which people read them. */
    List<Template> templates();

    record Parts(Set<Variable> reads, Set<Variable> needs) {

        static Parts of(List<Template> templates) {
            // In one order in every run: the first that is missing is the reason that people read.
            var reads = new TreeSet<>(Comparator.comparing(Variable::name));
            var needs = new TreeSet<>(Comparator.comparing(Variable::name));
            for (Template template : templates) {
                reads.addAll(template.reads());
                needs.addAll(template.needs());
            }
            return new Parts(Collections.unmodifiableSet(reads), Collections.unmodifiableSet(needs));
        }
    }

    static Optional<String> limit(String part, String text, int most) {
        int length = text.codePointCount(0, text.length());
        return length > most ? Optional.of(part + " has " + length + " characters; at most " + most) : Optional.empty();
    }
}
