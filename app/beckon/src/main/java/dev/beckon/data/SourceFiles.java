package dev.beckon.data;

import dev.beckon.feedback.SourceUnavailable;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Finds the files that sources name: paths and patterns, relative to the workspace. */
final class SourceFiles {

    private final Path root;

    SourceFiles(Path root) {
        this.root = root;
    }

    /**
     * In the order of beckon.yaml; those of one pattern by name.
     *
     * @throws SourceUnavailable if a file is missing or a pattern finds nothing
     */
    List<Path> of(SourceSettings settings) {
        Set<Path> found = new LinkedHashSet<>();
        for (String written : settings.files()) {
            List<Path> paths = existing(written);
            if (paths.isEmpty() && isPattern(written)) {
                paths = matching(written);
            }
            if (paths.isEmpty()) {
                throw new SourceUnavailable(settings.prefix() + "there is no file " + written);
            }
            found.addAll(paths);
        }
        return new ArrayList<>(found);
    }

    /** Whether this file, however its path is written, is or would be one of them. */
    boolean reads(SourceSettings settings, Path file) {
        Path whole = file.toAbsolutePath().normalize();
        return settings.files().stream()
                        .filter(written ->
                                isPattern(written) && existing(written).isEmpty())
                        .anyMatch(pattern ->
                                matcher(root.toAbsolutePath(), pattern).matches(whole))
                || of(settings).stream().anyMatch(source -> isSame(source, file));
    }

    private static boolean isSame(Path source, Path file) {
        try {
            return Files.exists(file) && Files.isSameFile(source, file);
        } catch (IOException e) {
            throw new SourceUnavailable("file " + source + " can't be read", e);
        }
    }

    private static PathMatcher matcher(Path root, String pattern) {
        try {
            return FileSystems.getDefault()
                    .getPathMatcher("glob:" + root.resolve(pattern).normalize());
        } catch (PatternSyntaxException notAPattern) {
            throw new SourceUnavailable("there is no file " + pattern, notAPattern);
        }
    }

    /** The folders that hold sources. */
    List<Path> folders(List<SourceSettings> sources) {
        return sources.stream()
                .flatMap(source -> source.files().stream())
                .map(written -> isPattern(written) ? patternFolder(written) : parent(root.resolve(written)))
                .map(path -> path.toAbsolutePath().normalize())
                .distinct()
                .toList();
    }

    /** A name such as {@code orders [1].csv} is a pattern only where no file has it. */
    private List<Path> existing(String written) {
        try {
            Path path = root.resolve(written).normalize();
            return Files.isRegularFile(path) ? List.of(path) : List.of();
        } catch (InvalidPathException onlyAPattern) {
            return List.of();
        }
    }

    private List<Path> matching(String pattern) {
        Path folder = patternFolder(pattern);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        PathMatcher matcher = matcher(root, pattern);
        // By the dot also where the folder itself is a link to another.
        try (Stream<Path> walk = Files.walk(folder.resolve("."), 8)) {
            return walk.filter(Files::isRegularFile)
                    .map(Path::normalize)
                    .filter(matcher::matches)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new SourceUnavailable("folder " + folder + " can't be read", e);
        }
    }

    /** The part of a pattern before its first folder with a wildcard. */
    private Path patternFolder(String pattern) {
        int wildcard = firstWildcard(pattern);
        int slash = pattern.lastIndexOf('/', wildcard);
        return slash < 0
                ? root
                : root.resolve(pattern.substring(0, Math.max(slash, 1))).normalize();
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private static boolean isPattern(String written) {
        return firstWildcard(written) < written.length();
    }

    private static int firstWildcard(String written) {
        int first = written.length();
        for (char c : new char[] {'*', '?', '[', '{'}) {
            int at = written.indexOf(c);
            first = at >= 0 ? Math.min(first, at) : first;
        }
        return first;
    }
}
