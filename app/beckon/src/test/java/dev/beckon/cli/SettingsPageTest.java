package dev.beckon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.cli.SampleWorkspace.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page app/docs/settings.md names every key that beckon.yaml may have. */
class SettingsPageTest {

    /** Like no key, so that Beckon answers with all keys that it knows there. */
    private static final String UNKNOWN = "zzzzzzzz";

    private static final Pattern ANSWER = Pattern.compile("unknown key '" + UNKNOWN + "'.*\\. Maybe one of (.+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "?                                         | # Settings",
                "company: {?}                              | ## `company`",
                "data: {?}                                 | ## `data`",
                "data: {sample: {?}}                       | ## `data`",
                "sources: {?}                              | ## `sources`",
                "sources: {customers: {?}}                 | ## `sources`",
                "sources: {customers: {columns: {?}}}      | ### `customers`",
                "sources: {customers: {attributes: {x: {?}}}} | ### `customers`",
                "sources: {customers: {jdbc: {?}}}         | ### How every source is read",
                "sources: {orders: {?}}                    | ## `sources`",
                "sources: {orders: {columns: {?}}}         | ### `orders`",
                "sources: {events: {?}}                    | ## `sources`",
                "sources: {events: {columns: {?}}}         | ### `events`",
                "sources: {consents: {?}}                  | ## `sources`",
                "sources: {consents: {columns: {?}}}       | ### `consents`",
                "sources: {suppressions: {?}}              | ## `sources`",
                "sources: {suppressions: {columns: {?}}}   | ### `suppressions`",
                "sources: {contacts: {?}}                  | ## `sources`",
                "sources: {contacts: {columns: {?}}}       | ### `contacts`",
                "sources: {lookups: {x: {?}}}              | ## `sources`",
                "sources: {customers: {files: c.csv}, lookups: {x: {files: c.csv, match: {?}}}}   | ### `lookups`",
                "sources: {customers: {files: c.csv}, lookups: {x: {files: c.csv, columns: {?}}}} | ### `lookups`",
                "rfm: {?}                                  | ## `rfm`",
                "rfm: {method: edges, edges: {?}}          | ## `rfm`",
                "policies: {?}                             | ## `policies`",
                "policies: {frequency-caps: {?}}           | ## `policies`",
                "policies: {quiet-hours: {?}}              | ## `policies`",
                "channels: {?}                             | ## `channels`",
                "channels: {email: {?}}                    | ## `channels`",
                "channels: {email: {smtp: {?}}}            | ## `channels`",
                "channels: {email: {bounces: {?}}}         | ## `channels`",
                "channels: {phone: {twilio: {?}}}          | ## `channels`",
                "delivery: {?}                             | ## `delivery`",
                "delivery: {canary: {?}}                   | ## `delivery`",
                "delivery: {pause-above: {?}}              | ## `delivery`",
                "store: {?}                                | ## `store`",
            })
    void namesEveryKey(String settings, String heading) throws IOException {
        Files.writeString(folder.resolve("beckon.yaml"), settings.replace("?", UNKNOWN + ": 1"));
        Files.writeString(folder.resolve("c.csv"), "customer-id\nA\n");

        assertThat(quoted(under(heading))).containsAll(keysThatBeckonKnows());
    }

    /** The shipped beckon.yaml gets its secrets from the environment. */
    @Test
    void namesEveryVariableOfTheSampleCompany() throws IOException {
        String settings = Files.readString(SampleWorkspace.repository().resolve("beckon.yaml"));

        assertThat(quoted(under("## Environment variables")))
                .containsAll(all(VARIABLE, settings))
                .contains("BECKON_KEY");
    }

    private List<String> keysThatBeckonKnows() {
        String said = ran("check").err() + ran("runs").err();
        List<String> answers = all(ANSWER, said);
        assertThat(answers).as(said).isNotEmpty();
        return List.of(answers.get(0).split(", "));
    }

    private Ran ran(String command) {
        return SampleWorkspace.ran(command, "--workspace", folder.toString());
    }

    /** The text from a heading to the next one that isn't below it. */
    private static String under(String heading) throws IOException {
        String page = Files.readString(SampleWorkspace.repository().resolve("app/docs/settings.md"));
        int start = page.indexOf(heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        String level = heading.substring(0, heading.indexOf(' '));
        String text = page.substring(start + heading.length());
        return text.split("\n#{1," + level.length() + "} ", 2)[0];
    }

    /** What stands between backticks, in parts: {@code {first: 1}} names the key first. */
    private static List<String> quoted(String text) {
        return all(Pattern.compile("`([^`]+)`"), text).stream()
                .flatMap(code -> Arrays.stream(code.split("[{}:, ]+")))
                .toList();
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
