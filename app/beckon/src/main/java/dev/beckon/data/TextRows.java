package dev.beckon.data;

import dev.beckon.data.DelimitedRows.Parsed;
import dev.beckon.data.Staged.StagedColumn;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text files of all four kinds: with delimiters, with tabs, with runs of blanks, with fixed places. */
final class TextRows implements RowSource {

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final SourceSettings settings;
    private final Format format;
    private final Consumer<String> warnings;
    private final Map<Path, TextEncoding> encodings = new HashMap<>();

    TextRows(SourceSettings settings, Format format, Consumer<String> warnings) {
        this.settings = settings;
        this.format = format;
        this.warnings = warnings;
    }

    @Override
    public List<StagedColumn> columns(List<Path> files) throws IOException {
        Path first = files.get(0);
        if (format == Format.FIXED) {
            return Columns.of(List.copyOf(settings.fixed().keySet()));
        }
        try (Reader reader = encoding(first).reader(first)) {
            Records records = records(first, reader);
            Parsed head = records.next();
            if (head == null) {
                return List.of();
            }
            if (head.fault() != null) {
                throw new IOException("its first line is " + head.fault());
            }
            return hasHeader()
                    ? Columns.of(head.values())
                    : Columns.numbered(head.values().size());
        }
    }

    @Override
    public void read(Path file, int index, List<StagedColumn> columns, Staging staging) throws IOException {
        try (Reader reader = encoding(file).reader(file)) {
            Records records = records(file, reader);
            int[] places = places(hasHeader() ? records.next() : null, columns);
            for (Parsed row = records.next(); row != null; row = records.next()) {
                stage(row, index, columns, places, staging);
            }
        }
    }

    private boolean hasHeader() {
        return settings.header().orElseGet(() -> switch (format) {
            case BLANK, FIXED -> false;
            default ->
                settings.columns().isEmpty()
                        || !settings.columns().values().stream().allMatch(column -> column.matches("\\d+"));
        });
    }

    /** Where each column stands in this file: another file of the source may have them in another order. */
    private int[] places(@Nullable Parsed header, List<StagedColumn> columns) {
        int[] places = new int[columns.size()];
        List<StagedColumn> own = header == null ? columns : Columns.of(header.values());
        for (int i = 0; i < places.length; i++) {
            String title = columns.get(i).title();
            places[i] = header == null
                    ? i
                    : own.stream().map(StagedColumn::title).toList().indexOf(title);
        }
        return header == null || own.size() == columns.size() ? places : widened(places, own.size());
    }

    /** Keeps the number of values that a row of this file must have in an extra last place. */
    private static int[] widened(int[] places, int width) {
        int[] wide = java.util.Arrays.copyOf(places, places.length + 1);
        wide[places.length] = width;
        return wide;
    }

    private void stage(Parsed row, int index, List<StagedColumn> columns, int[] places, Staging staging) {
        List<@Nullable String> values = row.values();
        int width = places.length > columns.size() ? places[columns.size()] : columns.size();
        while (row.fault() == null && values.size() > width && isBlank(values.get(values.size() - 1))) {
            values.remove(values.size() - 1);
        }
        String fault = row.fault() != null ? row.fault() : widthFault(values.size(), width);
        if (fault != null) {
            staging.reject(index, row.line(), "", joined(values), fault);
            return;
        }
        int invalid = invalid(values);
        if (invalid >= 0) {
            staging.reject(
                    index, row.line(), titleAt(columns, places, invalid), "", "bytes that aren't " + encodingName());
            return;
        }
        staging.row(index, row.line(), ordered(values, places, columns.size()));
    }

    private static @Nullable String widthFault(int size, int width) {
        if (size == width) {
            return null;
        }
        return size + (size == 1 ? " value" : " values") + " where the file has " + width + " columns";
    }

    private static boolean isBlank(@Nullable String value) {
        return value == null || value.isBlank();
    }

    private static String joined(List<@Nullable String> values) {
        return String.join(
                ",", values.stream().map(value -> value == null ? "" : value).toList());
    }

    private static int invalid(List<@Nullable String> values) {
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            if (value != null && value.indexOf(TextEncoding.INVALID) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static String titleAt(List<StagedColumn> columns, int[] places, int place) {
        for (int i = 0; i < columns.size(); i++) {
            if (places[i] == place) {
                return columns.get(i).title();
            }
        }
        return "";
    }

    private static List<@Nullable String> ordered(List<@Nullable String> values, int[] places, int columns) {
        var ordered = new ArrayList<@Nullable String>(columns);
        for (int i = 0; i < columns; i++) {
            ordered.add(places[i] < 0 ? null : values.get(places[i]));
        }
        return ordered;
    }

    private String encodingName() {
        return encodings.values().stream()
                .findFirst()
                .map(encoding -> encoding.charset().name())
                .orElse("text");
    }

    TextEncoding encoding(Path file) throws IOException {
        TextEncoding known = encodings.get(file);
        if (known != null) {
            return known;
        }
        TextEncoding found = TextEncoding.of(file, settings, warnings);
        encodings.put(file, found);
        return found;
    }

    /** Gives records one by one; null at the end. */
    private interface Records {
        @Nullable
        Parsed next();
    }

    private Records records(Path file, Reader reader) throws IOException {
        var lines = new LineReader(reader);
        for (int i = 0; i < settings.skipLines(); i++) {
            lines.next();
        }
        return switch (format) {
            case BLANK -> () -> split(lines);
            case FIXED -> () -> cut(lines);
            default -> {
                Delimiters.named(lines);
                yield new DelimitedRows(lines, delimiter(file))::next;
            }
        };
    }

    private static @Nullable Parsed split(LineReader lines) {
        LineReader.Line line = textLine(lines);
        if (line == null || line.isTooLong()) {
            return line == null ? null : DelimitedRows.tooLong(line);
        }
        return new Parsed(
                line.number(), new ArrayList<>(List.of(BLANKS.split(line.text().strip()))), null);
    }

    private @Nullable Parsed cut(LineReader lines) {
        LineReader.Line line = textLine(lines);
        if (line == null || line.isTooLong()) {
            return line == null ? null : DelimitedRows.tooLong(line);
        }
        var values = new ArrayList<@Nullable String>();
        for (SourceSettings.CharacterRange range : settings.fixed().values()) {
            int end = Math.min(range.last(), line.text().length());
            values.add(range.first() > end ? null : line.text().substring(range.first() - 1, end));
        }
        return new Parsed(line.number(), values, null);
    }

    private static LineReader.@Nullable Line textLine(LineReader lines) {
        LineReader.Line line = lines.next();
        while (line != null && line.text().isBlank()) {
            line = lines.next();
        }
        return line;
    }

    private char delimiter(Path file) throws IOException {
        if (format == Format.TSV) {
            return settings.delimiter().orElse('\t');
        }
        if (settings.delimiter().isPresent()) {
            return settings.delimiter().get();
        }
        try (Reader reader = encoding(file).reader(file)) {
            var lines = new LineReader(reader);
            for (int i = 0; i < settings.skipLines(); i++) {
                lines.next();
            }
            Optional<Character> named = Delimiters.named(lines);
            return named.isPresent() ? named.get() : Delimiters.detect(lines);
        }
    }
}
