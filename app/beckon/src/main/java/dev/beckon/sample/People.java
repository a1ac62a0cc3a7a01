package dev.beckon.sample;

import dev.beckon.sample.Dice.Topic;
import java.time.LocalDate;

/** Makes any customer from their number alone. */
final class People {

    private static final double DAYS_PER_YEAR = 365.25;

    /** Dropout: exponential with a rate that is itself Gamma distributed. */
    private static final double DROPOUT_SHAPE = .8;

    private static final double DROPOUTS_PER_YEAR = .45;

    /** A lognormal's 10 % and 90 % points lie this many standard deviations apart. */
    private static final double BAND_IN_SIGMAS = 2.563;

    private static final double CUSTOMER_SHARE_OF_SPREAD = .6;

    private static final double SHARE_MINORS = .004;

    /** German and French speakers are one of a hundred each; the rest share what is left as the census has it. */
    private static final Weighted<String> LANGUAGES = new Weighted<String>()
            .add(38 * .98, "hi")
            .add(22 * .98, "en")
            .add(8 * .98, "bn")
            .add(8 * .98, "te")
            .add(8 * .98, "ta")
            .add(7 * .98, "mr")
            .add(5 * .98, "gu")
            .add(4 * .98, "kn")
            .add(1, "de")
            .add(1, "fr");

    private final long seed;
    private final Window window;
    private final Names names = new Names();

    People(long seed, Window window) {
        this.seed = seed;
        this.window = window;
    }

    Dice dice(long number, Topic topic) {
        return Dice.of(seed, number, topic);
    }

    Person person(long number) {
        Dice dice = dice(number, Topic.PERSON);
        Segment segment = Segment.SHARES.pick(dice);
        String gender = segment == Segment.NON_BINARY ? "NB" : dice.chance(segment.women) ? "F" : "M";
        LocalDate birthDate = birthDate(segment, dice);
        boolean rural = dice.chance(segment.rural);
        Place place = Place.of(segment, rural, dice);
        String postalCode = place.postalCode(dice);
        LocalDate signUp = window.last().minusDays((long) ((window.days() - 1) * (1 - dice.beta(1.2, 1.8))));
        double rate = segment.ordersPerYear * dice.gamma(segment.ordersShape) / segment.ordersShape;
        double dropouts = DROPOUTS_PER_YEAR * dice.gamma(DROPOUT_SHAPE) / DROPOUT_SHAPE;
        double years = Math.min(dice.exponential() / dropouts, 100);
        double value = StrictMath.exp(CUSTOMER_SHARE_OF_SPREAD * sigma(segment) * dice.normal());
        Dice nameDice = dice(number, Topic.NAME);
        String language = LANGUAGES.pick(nameDice);
        return new Person(
                number,
                segment,
                gender,
                birthDate,
                rural,
                place,
                postalCode,
                language,
                names.given(language, gender, nameDice),
                names.family(language, nameDice),
                signUp,
                rate,
                signUp.plusDays((long) (years * DAYS_PER_YEAR)),
                value);
    }

    /** The spread of order values in a segment, as the standard deviation of their logarithm. */
    static double sigma(Segment segment) {
        return StrictMath.log((double) segment.highValue / segment.lowValue) / BAND_IN_SIGMAS;
    }

    private LocalDate birthDate(Segment segment, Dice dice) {
        int age =
                dice.chance(SHARE_MINORS) ? dice.between(13, 17) : dice.between(segment.minimumAge, segment.maximumAge);
        return window.last().minusYears(age).minusDays(dice.below(365));
    }
}
