package dev.beckon.plan;

import static dev.beckon.plan.Person.aPerson;

import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Many people for tests that don't name each of them. */
final class Crowd {

    private Crowd() {}

    /** People of every kind, always the same for a seed. */
    static Person[] of(long seed, int size) {
        var random = new Random(seed);
        var people = new Person[size];
        for (int i = 0; i < size; i++) {
            Person person = aPerson("c" + String.format("%04d", i))
                    .with("emailConsent", oneOf(random, "granted", "granted", "denied", null))
                    .with("whatsappConsent", oneOf(random, "granted", "denied", null))
                    .with("phoneConsent", oneOf(random, "granted", "denied", null))
                    .with("emailAddress", oneOf(random, "c" + random.nextInt(size) + "@example.com", null))
                    .with(
                            "phoneNumber",
                            oneOf(random, "+9198200" + String.format("%05d", i), "+12125550" + (100 + i % 100), null))
                    .with("emailSuppression", random.nextInt(8) == 0 ? "bounced" : null)
                    .with("phoneSuppression", random.nextInt(8) == 0 ? "stop" : null)
                    .with("age", random.nextInt(5) == 0 ? null : (Long) (10L + random.nextInt(60)))
                    .with("doNotDisturb", oneOf(random, true, false, false, null))
                    .with("language", oneOf(random, "hi-IN", "en", "de", null))
                    .with("timeZone", oneOf(random, "Asia/Kolkata", "Europe/Berlin", null))
                    .with("preferredChannel", oneOf(random, "email", "whatsapp", "phone", null))
                    .with("monetary", random.nextInt(6) == 0 ? null : (Long) (long) random.nextInt(1000))
                    .with("firstName", random.nextInt(9) == 0 ? null : "Asha");
            if (random.nextInt(4) > 0) {
                person.recommended("win-back", 40 + random.nextInt(20), Map.of("discount", 15L));
            }
            if (random.nextInt(3) > 0) {
                person.recommended("bundle", 50, random.nextInt(9) == 0 ? Map.of() : Map.of("discount", 5L));
            }
            if (random.nextInt(10) == 0) {
                person.vetoed(oneOf(random, null, "win-back"), "a veto");
            }
            if (random.nextInt(6) == 0) {
                person.prefers("whatsapp", 9);
            }
            if (random.nextInt(6) == 0) {
                person.avoids("email");
            }
            people[i] = person;
        }
        return people;
    }

    @SafeVarargs
    @SuppressWarnings("NullAway") // null only where a caller offers it
    static <T> T oneOf(Random random, @Nullable T... values) {
        return values[random.nextInt(values.length)];
    }
}
