package dev.beckon.data;

import dev.beckon.feedback.SourceUnavailable;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Says which file of a source can't be read, and why. */
final class UnreadableFile {

    private UnreadableFile() {}

    static SourceUnavailable of(SourceSettings settings, Path file, Exception failure) {
        String source = settings.isNamed() ? "source '" + settings.name() + "' can't be read: " : "";
        Throwable cause = failure.getCause();
        return new SourceUnavailable(
                source + file.getFileName() + " "
                        + reason(failure instanceof UncheckedIOException && cause != null ? cause : failure),
                failure);
    }

    private static String reason(Throwable cause) {
        if (cause instanceof DamagedWorkbook) {
            return "is damaged or isn't complete. Maybe open it and save it again as .xlsx";
        }
        if (cause instanceof EOFException || cause instanceof ZipException) {
            return "is damaged or isn't complete. Maybe export it or copy it again";
        }
        return "can't be read: " + cause.getMessage();
    }
}
