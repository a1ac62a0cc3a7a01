package dev.beckon.report;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Fills the page templates; every value is escaped for HTML. */
final class Pages {

    private final PebbleEngine engine;

    Pages() {
        var loader = new ClasspathLoader(Pages.class.getClassLoader());
        loader.setPrefix("dev/beckon/report");
        loader.setSuffix(".peb");
        this.engine = new PebbleEngine.Builder()
                .loader(loader)
                .strictVariables(true)
                .autoEscaping(true)
                .defaultLocale(Locale.ENGLISH)
                .build();
    }

    void write(String template, Map<String, Object> context, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            engine.getTemplate(template).evaluate(writer, context);
        }
    }
}
