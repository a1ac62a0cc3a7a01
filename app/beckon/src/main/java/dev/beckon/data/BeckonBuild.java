package dev.beckon.data;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.beckon.facts.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.validator.routines.EmailValidator;
import org.duckdb.DuckDBDriver;

/** Tells one build of Beckon from another, as data that one loaded may be other data for the next. */
final class BeckonBuild {

    /** The code that makes facts of rows. */
    private static final List<Class<?>> OURS = List.of(BeckonBuild.class, Vocabulary.class);

    private static final List<Class<?>> LIBRARIES =
            List.of(DuckDBDriver.class, PhoneNumberUtil.class, EmailValidator.class);

    private static final String ID = read();

    private BeckonBuild() {}

    static String id() {
        return ID;
    }

    private static String read() {
        return Runtime.version()
                + OURS.stream().map(type -> content(place(type))).collect(Collectors.joining())
                + LIBRARIES.stream().map(type -> nameAndSize(place(type))).collect(Collectors.joining());
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(Objects.requireNonNull(type.getProtectionDomain().getCodeSource())
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A jar, or a folder of classes. */
    private static String content(Path code) {
        try (Stream<Path> files = Files.walk(code)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(DataKey::sha256)
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nameAndSize(Path library) {
        try {
            return library.getFileName() + " " + Files.size(library);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
