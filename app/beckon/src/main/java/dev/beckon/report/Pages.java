package dev.beckon.report;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Fills the page templates; every value is escaped for HTML. Thread-safe. */
public final class Pages {

    private final PebbleEngine engine;

    Pages() {
        this("dev/beckon/report");
    }

    /** @param folder of the templates, on the class path */
    public Pages(String folder) {
        var loader = new ClasspathLoader(Pages.class.getClassLoader());
        loader.setPrefix(folder);
        loader.setSuffix(".peb");
        this.engine = new PebbleEngine.Builder()
                .loader(loader)
                .strictVariables(true)
                .autoEscaping(true)
                .defaultLocale(Locale.ENGLISH)
                .build();
    }

    /** The style sheet of all pages. */
    public static String look() {
        return Scripts.resource("look.css");
    }

    void write(String template, Map<String, Object> context, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            engine.getTemplate(template).evaluate(writer, context);
        }
    }

    /** The filled page. */
    public String page(String template, Map<String, Object> context) {
        var page = new StringWriter();
        try {
            engine.getTemplate(template).evaluate(page, context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString();
    }
}
