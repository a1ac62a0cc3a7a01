package dev.beckon.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The two scripts of the page. They go into it as they are; its policy allows them by their hashes, and no other. */
record Scripts(String library, String page) {

    private static final String CHARTS = "/META-INF/resources/_static/echarts/6.0.0/dist/echarts.simple.min.js";

    static Scripts load() {
        return new Scripts(resource(CHARTS), resource("preview.js"));
    }

    /** The page's Content-Security-Policy. Styles may be inline because messages bring their own. */
    String policy() {
        return "default-src 'none'; script-src " + hash(library) + ' ' + hash(page)
                + "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String resource(String name) {
        try (var stream = Scripts.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("No resource " + name + " on the class path");
            }
            // A parser of HTML turns CR LF into LF before the hash is compared.
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
