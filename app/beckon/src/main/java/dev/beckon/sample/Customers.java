package dev.beckon.sample;

import dev.beckon.sample.Dice.Topic;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the customers as a shop's back office has them: some twice, some with holes, some with nonsense. */
final class Customers {

    static final double DUPLICATED_PERSON = .02;
    static final double SHARED_EMAIL = .005;
    static final double OWN_SCRIPT = .15;
    private static final double LANGUAGES_WITH_OWN_SCRIPT = .78 * .98;
    static final double NO_BIRTH_DATE = .03;
    static final double ABSURD_BIRTH_DATE = .002;
    static final double NO_ID = .0005;
    static final double DO_NOT_DISTURB = .12;

    private static final double EXPORTED_TWICE = .0005;
    private static final double NO_EMAIL = .04;
    private static final double BROKEN_EMAIL = .004;
    private static final double DEAD_DOMAIN = .01;
    private static final double NO_PHONE = .06;
    private static final double BROKEN_PHONE = .005;

    /** A duplicate copies someone at most this many numbers before it. */
    private static final int REACH = 50;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);

    private static final Weighted<String> SIGN_UP_CHANNELS = new Weighted<String>()
            .add(38, "web")
            .add(27, "app")
            .add(18, "store")
            .add(10, "whatsapp")
            .add(7, "referral");
    private static final Weighted<String> PREFERRED_CHANNELS = new Weighted<String>()
            .add(36, "email")
            .add(38, "whatsapp")
            .add(6, "phone")
            .add(20, "");

    private final People people;
    private final Window window;

    Customers(People people, Window window) {
        this.people = people;
        this.window = window;
    }

    /** The person whom this one is a second record of, if it is. */
    Optional<Person> duplicateOf(Person person) {
        Dice dice = people.dice(person.number(), Topic.DUPLICATE);
        return person.number() > 0 && dice.chance(DUPLICATED_PERSON)
                ? Optional.of(earlier(person, dice))
                : Optional.empty();
    }

    void write(Person person, CsvTable table) throws IOException {
        Dice mess = people.dice(person.number(), Topic.CONTACT);
        Person shown = duplicateOf(person).orElse(person);
        boolean duplicate = shown.number() != person.number();
        boolean twice = mess.chance(EXPORTED_TWICE);
        String id = mess.chance(NO_ID) ? "" : person.id();
        int copies = twice ? 2 : 1;
        String email = email(shown, mess);
        String phone = phone(shown, duplicate, mess);
        for (int copy = 0; copy < copies; copy++) {
            table.cell(id).cell(uuid(person));
            names(shown, duplicate, people.dice(person.number(), Topic.SPELLING), table);
            table.cell(shown.gender()).cell(birthDate(shown, people.dice(person.number(), Topic.BIRTH_DATE)));
            table.cell(email).cell(phone);
            attributes(person, shown, people.dice(person.number(), Topic.ATTRIBUTES), table);
            table.endRow();
        }
    }

    private void names(Person shown, boolean duplicate, Dice dice, CsvTable table) {
        boolean ownScript = dice.chance(OWN_SCRIPT / LANGUAGES_WITH_OWN_SCRIPT);
        String first = shown.given().latin();
        String last = shown.family().latin();
        if (ownScript && shown.given().own() != null && shown.family().own() != null) {
            table.cell(shown.given().own()).cell(shown.family().own());
        } else if (duplicate) {
            table.cell(typo(first, dice)).cell(dice.chance(.5) ? last.toUpperCase(Locale.ROOT) : last);
        } else {
            table.cell(dice.chance(.01) ? first + "\u00a0" : first).cell(dice.chance(.01) ? " " + last : last);
        }
    }

    private @Nullable String birthDate(Person shown, Dice dice) {
        if (dice.chance(NO_BIRTH_DATE)) {
            return null;
        }
        if (dice.chance(ABSURD_BIRTH_DATE)) {
            return DATE.format(
                    dice.chance(.5) ? LocalDate.of(1893, 1, 1) : window.last().plusYears(5));
        }
        return DATE.format(shown.birthDate());
    }

    private @Nullable String email(Person shown, Dice dice) {
        Person owner = dice.chance(SHARED_EMAIL) && shown.number() > 0 ? earlier(shown, dice) : shown;
        String email = Addresses.email(owner);
        double fate = dice.unit();
        if ((fate -= NO_EMAIL) < 0) {
            return null;
        } else if ((fate -= BROKEN_EMAIL) < 0) {
            return dice.chance(.5) ? email.replace("@", " at ") : email.replaceAll("@.*", "@");
        } else if ((fate -= DEAD_DOMAIN) < 0) {
            return email.replaceAll("@.*", "@mail.invalid");
        } else if (fate - .02 < 0) {
            return email.toUpperCase(Locale.ROOT);
        }
        return email;
    }

    private static @Nullable String phone(Person shown, boolean duplicate, Dice dice) {
        String phone = Addresses.phone(shown);
        double fate = dice.unit();
        if ((fate -= NO_PHONE) < 0) {
            return null;
        } else if ((fate -= BROKEN_PHONE) < 0) {
            return dice.chance(.5) ? "00000 00000" : phone.substring(0, 7);
        }
        String spaced = phone.substring(0, 5) + " " + phone.substring(5);
        return duplicate ? "0" + phone : fate < .5 ? "+91 " + spaced : fate < .8 ? "+91" + phone : phone;
    }

    private void attributes(Person person, Person shown, Dice dice, CsvTable table) {
        Place place = shown.place();
        boolean otherSpelling = place.city().equals("Bangalore") && dice.chance(.08);
        table.cell(otherSpelling ? "Bengaluru" : place.city())
                .cell(place.region())
                .cell(place.country())
                .cell(shown.postalCode())
                .cell(shown.rural() ? "yes" : "no")
                .cell(shown.language())
                .cell(place.zone())
                .cell(tier(person, dice))
                .cell(SIGN_UP_CHANNELS.pick(dice))
                .cell(DATE.format(person.signUp()))
                .cell(dice.chance(DO_NOT_DISTURB) ? "true" : "false")
                .cell(PREFERRED_CHANNELS.pick(dice));
        var demography = Demography.of(shown, window.last(), dice);
        table.cell(demography.income())
                .cell(demography.education())
                .cell(demography.maritalStatus())
                .cell(demography.rating());
    }

    private static String tier(Person person, Dice dice) {
        double standing = person.ordersPerYear() * StrictMath.exp(.4 * dice.normal());
        return standing > 40
                ? "Platinum"
                : standing > 20 ? "Gold" : standing > 9 ? "Silver" : standing > 3 ? "Bronze" : "";
    }

    /** Version 7, with the sign-up as its time. */
    private String uuid(Person person) {
        long millis = person.signUp().toEpochDay() * 86_400_000L;
        Dice dice = people.dice(person.number(), Topic.UUID);
        long high = millis << 16 | 0x7000 | dice.next() >>> 52;
        long low = dice.next() >>> 2 | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private Person earlier(Person person, Dice dice) {
        return people.person(person.number() - 1 - dice.below((int) Math.min(person.number(), REACH)));
    }

    private static String typo(String name, Dice dice) {
        int at = dice.below(name.length() - 1);
        return name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
    }
}
