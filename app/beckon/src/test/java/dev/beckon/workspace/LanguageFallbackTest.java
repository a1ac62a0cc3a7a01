package dev.beckon.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beckon.feedback.Problem;
import dev.beckon.feedback.ProblemsFound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageFallbackTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "hi,      'en,hi,de', hi",
        "hi-IN,   'en,hi,de', hi",
        "hi_IN,   'en,hi,de', hi",
        "HI-in,   'en,hi,de', hi",
        "de-AT,   'en,de,de-AT', de-AT",
        // Stated: mr: [hi, en], gsw: [de-CH, en], ta: [en]; most exact first.
        "mr,      'fr,en,hi', hi",
        "mr-IN,   'fr,en,hi', hi",
        "mr,      'fr,en',    en",
        "gsw-CH,  'en,de',    de",
        "ta,      'hi,en',    en",
        // What is stated for Marathi isn't asked what is stated for Hindi: hi: [fr].
        "mr,      'de,fr',    de",
        "hi,      'de,fr',    fr",
        // Nothing is stated, or nothing that there is: the first.
        "pl,      'fr,en',    fr",
        "ta,      'hi,fr',    hi",
        ",        'fr,en',    fr",
        "'',      'fr,en',    fr",
    })
    void choosesALanguage(@Nullable String customer, String offered, String expected) throws IOException {
        Company company = company("{mr: [hi, en], gsw: [de-CH, en], ta: en, hi: [fr]}");

        assertThat(company.languageFallback().choose(customer, List.of(offered.split(","))))
                .isEqualTo(expected);
    }

    @Test
    void isCheckedStrictly() {
        var found = catchThrowableOfType(
                ProblemsFound.class, () -> company("{mr: [hindi], Marathi: [hi], ta: [], te: [te, en], gu: {hi: en}}"));

        assertThat(found.problems().stream().map(Problem::toString))
                .contains(
                        "beckon.yaml:2:23: 'hindi' isn't a language tag. Maybe a tag such as en, hi or de-AT",
                        "beckon.yaml:2:36: 'Marathi' isn't a language tag. Maybe a tag such as en, hi or de-AT",
                        "beckon.yaml:2:51: nothing is stated for 'ta'. Maybe ta: [en]",
                        "beckon.yaml:2:59: 'te' can't stand in for itself. Maybe leave it out of the list",
                        "beckon.yaml:2:73: 'gu' must be a list");
    }

    /** The plan's id covers the company as text. */
    @Test
    void isPartOfTheCompanyAsText() throws IOException {
        assertThat(company("{ta: en, mr: [hi, en]}"))
                .hasToString(company("{mr: [hi, en], ta: [en]}").toString())
                .asString()
                .contains("mr=[hi, en]");
    }

    private Company company(String fallback) throws IOException {
        Files.writeString(folder.resolve("beckon.yaml"), "company:\n  language-fallback: " + fallback + "\n");
        return Workspace.open(folder).company();
    }
}
