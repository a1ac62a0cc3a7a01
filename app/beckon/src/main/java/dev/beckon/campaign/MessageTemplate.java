package dev.beckon.campaign;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The templates of one campaign for one channel and language. Immutable and thread-safe. */
public sealed interface MessageTemplate permits EmailTemplate, WhatsAppTemplate, PhoneTemplate {

    /** Every variable that is read somewhere. */
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

    record Parts(Set<Variable> reads, Set<Variable> needs) {

        static Parts of(List<Template> templates) {
            var reads = new HashSet<Variable>();
            var needs = new HashSet<Variable>();
            for (Template template : templates) {
                reads.addAll(template.reads());
                needs.addAll(template.needs());
            }
            return new Parts(Set.copyOf(reads), Set.copyOf(needs));
        }
    }

    static Optional<String> limit(String part, String text, int most) {
        int length = text.codePointCount(0, text.length());
        return length > most ? Optional.of(part + " has " + length + " characters; at most " + most) : Optional.empty();
    }
}
