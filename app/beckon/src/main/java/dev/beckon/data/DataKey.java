package dev.beckon.data;

import dev.beckon.feedback.SourceUnavailable;
import dev.beckon.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One word for everything that loaded data and facts depend on: the content of each file, the settings, the as-of date,
 * Beckon itself. Content is hashed in full: times and sizes of files can stay while their content changes.
 *
 * @param files with their times and sizes when they were hashed
 */
record DataKey(String hash, List<Seen> files) {

    /** A file as it was. */
    private record Seen(Path path, String timeAndSize) {

        static Seen of(Path path) {
            try {
                return new Seen(path, Files.getLastModifiedTime(path) + " " + Files.size(path));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Empty where nobody can tell whether the data are still the same: rows of a database, or a missing file. */
    static Optional<DataKey> of(
            Workspace workspace, LoadOptions options, List<SourceSettings> sources, SourceFiles files) {
        if (sources.stream().anyMatch(source -> source.jdbc().isPresent())) {
            return Optional.empty();
        }
        try {
            var text = new StringBuilder(BeckonBuild.id());
            for (String section : List.of("company", "data", "sources", "rfm")) {
                text.append('\n').append(workspace.section(section).content());
            }
            text.append('\n').append(options.asOf());
            List<Seen> seen = new ArrayList<>();
            for (SourceSettings source : sources) {
                if (source.from().isEmpty()) {
                    files.of(source).forEach(path -> seen.add(Seen.of(path)));
                }
            }
            List<String> hashes =
                    seen.parallelStream().map(file -> sha256(file.path())).toList();
            for (int i = 0; i < seen.size(); i++) {
                text.append('\n').append(seen.get(i).path()).append(' ').append(hashes.get(i));
            }
            return Optional.of(new DataKey(sha256(text.toString()), seen));
        } catch (SourceUnavailable | UncheckedIOException loadingWillSayIt) {
            return Optional.empty();
        }
    }

    /** False if a file was written to after it was hashed. */
    boolean holds() {
        try {
            return files.stream().allMatch(file -> Seen.of(file.path()).equals(file));
        } catch (UncheckedIOException gone) {
            return false;
        }
    }

    static String sha256(Path file) {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] buffer = new byte[1 << 16];
            while (in.read(buffer) >= 0) {
                // read for its digest only
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String sha256(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
