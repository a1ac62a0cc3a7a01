package dev.beckon.campaign;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that templates may name.
 *
 * @param name as templates write it: {@code firstName}, {@code discount}, {@code company.name}
 */
public record Variable(String name, Kind kind, Source source) {

    /** Where its value comes from. */
    public enum Source {
        /** A property of the customer. */
        PROPERTY,
        /** What the rule gave with its recommendation. */
        PARAMETER,
        /** The same for everybody, or made for each message when it is rendered. */
        SENDER
    }

    /** How a value looks to people; see {@link LocalFormat}. */
    public enum Kind {
        TEXT,
        NUMBER,
        /** A fraction shown in percent. */
        SHARE,
        /** Shown with the currency. */
        MONEY,
        DATE,
        /** True or false: can be asked for with {@code if}, and not printed. */
        FLAG;

        /** As campaign.yaml writes it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String key) {
            return Stream.of(values()).filter(kind -> kind.key().equals(key)).findFirst();
        }

        static List<String> keys() {
            return Stream.of(values()).map(Kind::key).toList();
        }
    }
}
