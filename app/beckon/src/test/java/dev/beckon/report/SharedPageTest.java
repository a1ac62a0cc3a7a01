package dev.beckon.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may and what may not stand on the page that people send around. */
class SharedPageTest {

    private static final String EVIL = "</script><img src=x onerror=alert(1)>\"'{{ 7 * 7 }}";

    @TempDir
    Path out;

    @Test
    void holdsNoPersonalDatum() throws Exception {
        try (var fixture = new PreviewFixture().fillPlausibly("win-back")) {
            String page = page(fixture, "win-back");
            assertThat(fixture.personalData).hasSizeGreaterThan(10_000);
            assertThat(new HashSet<>(fixture.personalData)).noneMatch(page::contains);
            assertThat(page).contains("Hello [Asha]", "We miss you, [Asha]");
        }
    }

    @Test
    void samplesHoldRealDataAndSayThatTheyMustNotBeShared() throws Exception {
        try (var fixture = new PreviewFixture().fillPlausibly("win-back")) {
            page(fixture, "win-back");
            String samples = Files.readString(out.resolve("win-back").resolve("samples.html"));
            assertThat(samples).contains("Do not share this page", "@mail.test", "Longest name", "Most facts missing");
            assertThat(samples.split("<article", -1)).hasSizeBetween(20 + 3 + 6 + 1, 20 + 3 + 9 + 1);
        }
    }

    @Test
    void mergesGroupsOfFewerThanTen() throws Exception {
        try (var fixture = new PreviewFixture().fillPlausibly("win-back")) {
            fixture.run(
                    "update decisions set \"segment:RFM\" = 'Rarest of all' where customer_id in"
                            + " (select customer_id from plan.messages order by 1 limit 3)",
                    "update plan.messages set language = 'fr' where customer_id in"
                            + " (select customer_id from plan.messages order by 1 limit 3)",
                    "update plan.skips set reason = 'told us on the phone' where customer_id in"
                            + " (select customer_id from plan.skips where gate = 'vetoed' order by 1 limit 3)");
            String page = page(fixture, "win-back");
            assertThat(page)
                    .contains("Merged segments", "other reasons")
                    .doesNotContain("Rarest of all", "French", "told us on the phone");
        }
    }

    @Test
    void escapesWhatPeopleNamed() throws Exception {
        try (var fixture = new PreviewFixture().fillPlausibly("win-back")) {
            String name = EVIL.replace("'", "''");
            fixture.run(
                    "update decisions set \"segment:RFM\" = '" + name + "' where \"segment:RFM\" = 'At Risk'",
                    "update plan.skips set reason = '" + name + "' where gate = 'vetoed'",
                    "alter table decisions rename \"segment:Age group\" to \"segment:" + EVIL.replace("\"", "\"\"")
                            + "\"");
            String page = page(fixture, "win-back");
            assertThat(page).doesNotContain("<img src=x");
            assertThat(page.split("<script", -1)).hasSize(4);
            assertThat(page).contains("&lt;img src=x onerror=alert(1)&gt;").contains("{{ 7 * 7 }}");
        }
    }

    @Test
    void escapesTheCampaignsName() throws Exception {
        String name = "<b>&win\"back'";
        try (var fixture = new PreviewFixture().fillPlausibly(name)) {
            assertThat(page(fixture, name)).contains("<h1>&lt;b&gt;&amp;win&quot;back&#39;</h1>");
        }
    }

    @Test
    void locksMessagesIntoFramesWithoutScriptsAndRemoteContent() throws Exception {
        try (var fixture = new PreviewFixture().fillPlausibly("win-back")) {
            var writer = new PreviewWriter(
                    PreviewFixture.COMPANY,
                    out,
                    2,
                    row -> new RenderedMessage(
                            "s",
                            "t",
                            "<p>\"quoted\"</p><script>alert(1)</script><img src='https://example.com/p.png'>"
                                    + "<link rel=stylesheet href=https://example.com/a.css>"
                                    + "<p style='background:url(https://example.com/b.png)'></iframe>"));
            Path folder = writer.write(fixture.connection, List.of(PreviewFixture.header("win-back")))
                    .get(0)
                    .folder();
            for (String file : new String[] {"index.html", "samples.html"}) {
                String page = Files.readString(folder.resolve(file));
                assertThat(page).contains("<iframe sandbox ").doesNotContain("alert(1)", "a.css", "b.png");
                assertThat(frames(page))
                        .allSatisfy(frame -> assertThat(frame)
                                .contains("&lt;p&gt;&quot;quoted&quot;&lt;/p&gt;", " data-src=")
                                .doesNotContain("</iframe"));
            }
        }
    }

    @Test
    void allowsNoScriptButItsOwn() throws Exception {
        try (var fixture = new PreviewFixture().fillPlausibly("win-back")) {
            String page = page(fixture, "win-back");
            String policy = group(page, "http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"")
                    .replace("&#39;", "'");
            assertThat(policy)
                    .startsWith("default-src 'none'; script-src 'sha256-")
                    .doesNotContain("unsafe-eval");
            var scripts = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL)
                    .matcher(page)
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            assertThat(scripts)
                    .hasSize(2)
                    .allSatisfy(script -> assertThat(policy).contains(sha256(script)));
            assertThat(page).doesNotContain("src=\"http", "href=\"http", "@import", "url(");
        }
    }

    @Test
    void saysEverythingWithoutScripts() throws Exception {
        try (var fixture = new PreviewFixture().fillPlausibly("win-back")) {
            String page = page(fixture, "win-back");
            assertThat(page.split("<details class=\"twin\" open>", -1)).hasSize(1 + 1 + 2 + 3);
            assertThat(page)
                    .contains("<th scope=\"row\">Get a message</th><td>5,288</td><td>66.6%</td>")
                    .contains("<th scope=\"row\">R5</th>");
        }
    }

    private String page(PreviewFixture fixture, String campaign) throws Exception {
        var writer = new PreviewWriter(PreviewFixture.COMPANY, out, 2, PreviewFixture::render);
        Path folder = writer.write(fixture.connection, List.of(PreviewFixture.header(campaign)))
                .get(0)
                .folder();
        return Files.readString(folder.resolve("index.html"));
    }

    private static List<String> frames(String page) {
        return Pattern.compile("srcdoc=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static String group(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String sha256(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }
}
