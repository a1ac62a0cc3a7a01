package dev.beckon.decide.twin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules with one number of one condition changed by the smallest step: 1, or 0.01 where it has decimals.
 *
 * @param file below rules/
 * @param start where the number stands in the file's text
 * @param condition its line
 */
record Mutant(Path file, int start, String number, String changed, String condition) {

    private static final Pattern CONDITIONS =
            Pattern.compile("^ *when\\b.*?^ *then\\b", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("//.*");
    private static final Pattern NUMBER = Pattern.compile(
            "(?<priority>actionPriority *)?(?:(?<sign>[<>=]=?)|boughtWithin\\(\"[^\"]*\",) *(?<number>[0-9]+(\\.[0-9]+)?)");

    /**
     * Every change of that kind, both up and down.
     *
     * @param priorities that actions can have: between two of them, a bound for them changes nothing
     */
    static List<Mutant> all(Path rules, List<Integer> priorities) throws IOException {
        List<Mutant> mutants = new ArrayList<>();
        for (Path file : files(rules)) {
            String text = COMMENT.matcher(Files.readString(file))
                    .replaceAll(comment -> " ".repeat(comment.group().length()));
            for (MatchResult conditions : CONDITIONS.matcher(text).results().toList()) {
                Matcher found = NUMBER.matcher(text).region(conditions.start(), conditions.end());
                while (found.find()) {
                    for (BigDecimal changed : changes(new BigDecimal(found.group("number")))) {
                        if (found.group("priority") == null || matters(found, changed, priorities)) {
                            mutants.add(of(rules.relativize(file), text, found, changed));
                        }
                    }
                }
            }
        }
        return mutants;
    }

    private static List<Path> files(Path rules) throws IOException {
        try (Stream<Path> found = Files.walk(rules)) {
            return found.filter(file -> file.toString().endsWith(".drl"))
                    .sorted()
                    .toList();
        }
    }

    private static List<BigDecimal> changes(BigDecimal number) {
        BigDecimal step = number.scale() == 0 ? BigDecimal.ONE : new BigDecimal("0.01");
        return Stream.of(number.add(step), number.subtract(step))
                .filter(changed -> changed.signum() >= 0)
                .toList();
    }

    private static boolean matters(Matcher found, BigDecimal changed, List<Integer> priorities) {
        int number = Integer.parseInt(found.group("number"));
        int lower = Math.min(number, changed.intValue());
        return switch (found.group("sign")) {
            case ">=", "<" -> priorities.contains(lower);
            case ">", "<=" -> priorities.contains(lower + 1);
            default -> priorities.contains(lower) || priorities.contains(lower + 1);
        };
    }

    private static Mutant of(Path file, String text, Matcher found, BigDecimal changed) {
        int begin = text.lastIndexOf('\n', found.start()) + 1;
        String line = text.substring(begin, text.indexOf('\n', found.end()));
        return new Mutant(file, found.start("number"), found.group("number"), changed.toPlainString(), line.strip());
    }

    /** Changes the file in a copy of the rules, for as long as the work takes. */
    void during(Path copyOfRules, Runnable work) {
        Path changing = copyOfRules.resolve(file);
        try {
            String text = Files.readString(changing);
            Files.writeString(changing, text.substring(0, start) + changed + text.substring(start + number.length()));
            try {
                work.run();
            } finally {
                Files.writeString(changing, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return file + ": " + number + " -> " + changed + " in " + condition;
    }
}
