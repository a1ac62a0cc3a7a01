package dev.beckon.sample;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a customer told of themselves in a survey, which hangs together as it does in life: income rises with education
 * and middle age and is lower in the country; the young are single; those who stopped buying rated the shop worse.
 *
 * @param income rupees a year; null if they didn't say
 * @param education empty if they didn't say
 * @param maritalStatus also "unknown", or a joke
 * @param rating of the shop, 1 to 5, or "unknown"
 */
record Demography(@Nullable String income, String education, String maritalStatus, String rating) {

    private static final double NO_INCOME = .15;
    private static final double ABSURD_INCOME = .001;
    private static final double NO_RATING = .30;

    private static final double INCOME_SHAPE = 2.2;
    private static final double THOUSANDS = 320;
    private static final double RURAL_INCOME = .65;

    private static final Weighted<Schooling> EDUCATION_OF_THE_YOUNG = new Weighted<Schooling>()
            .add(3, Schooling.PRIMARY)
            .add(25, Schooling.HIGH_SCHOOL)
            .add(47, Schooling.BACHELOR)
            .add(20, Schooling.MASTER)
            .add(3, Schooling.DOCTORATE)
            .add(2, Schooling.UNKNOWN);
    private static final Weighted<Schooling> EDUCATION = new Weighted<Schooling>()
            .add(13, Schooling.PRIMARY)
            .add(29, Schooling.HIGH_SCHOOL)
            .add(34, Schooling.BACHELOR)
            .add(17, Schooling.MASTER)
            .add(5, Schooling.DOCTORATE)
            .add(2, Schooling.UNKNOWN);

    private static final Weighted<String> STATUS_OF_THE_YOUNG = status(30, 66, 2, 0);
    private static final Weighted<String> STATUS_OF_THE_MIDDLE = status(78, 9, 9, 2);
    private static final Weighted<String> STATUS_OF_THE_OLD = status(66, 4, 6, 22);

    private static final Weighted<Integer> RATINGS =
            new Weighted<Integer>().add(2, 1).add(5, 2).add(17, 3).add(43, 4).add(33, 5);
    private static final Weighted<Integer> RATINGS_OF_THE_LOST =
            new Weighted<Integer>().add(11, 1).add(13, 2).add(25, 3).add(32, 4).add(19, 5);

    private enum Schooling {
        PRIMARY("Primary", .5),
        HIGH_SCHOOL("High School", .75),
        BACHELOR("Bachelor", 1.1),
        MASTER("Master", 1.45),
        DOCTORATE("Doctorate", 1.7),
        UNKNOWN("", 1);

        private final String name;
        private final double incomeFactor;

        Schooling(String name, double incomeFactor) {
            this.name = name;
            this.incomeFactor = incomeFactor;
        }
    }

    static Demography of(Person person, LocalDate today, Dice dice) {
        long age = ChronoUnit.YEARS.between(person.birthDate(), today);
        Schooling schooling = (age <= 35 ? EDUCATION_OF_THE_YOUNG : EDUCATION).pick(dice);
        Weighted<String> status =
                age <= 35 ? STATUS_OF_THE_YOUNG : age <= 55 ? STATUS_OF_THE_MIDDLE : STATUS_OF_THE_OLD;
        double standing = schooling.incomeFactor * ageFactor(age) * (person.rural() ? RURAL_INCOME : 1);
        Weighted<Integer> ratings = person.aliveOn(today) ? RATINGS : RATINGS_OF_THE_LOST;
        return new Demography(
                income(standing, dice),
                schooling.name,
                status.pick(dice),
                dice.chance(NO_RATING) ? "unknown" : ratings.pick(dice).toString());
    }

    private static double ageFactor(long age) {
        return age < 25 ? .6 : age <= 35 ? 1 : age <= 55 ? 1.25 : .8;
    }

    private static @Nullable String income(double standing, Dice dice) {
        if (dice.chance(NO_INCOME)) {
            return null;
        }
        if (dice.chance(ABSURD_INCOME)) {
            return "666666666";
        }
        return Long.toString(Math.round(dice.gamma(INCOME_SHAPE) * THOUSANDS * standing) * 1000);
    }

    private static Weighted<String> status(double married, double single, double divorced, double widowed) {
        return new Weighted<String>()
                .add(married, "Married")
                .add(single, "Single")
                .add(divorced, "Divorced")
                .add(widowed, "Widowed")
                .add(.1, "YOLO")
                .add(1.9, "unknown");
    }
}
