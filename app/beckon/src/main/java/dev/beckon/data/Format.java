package dev.beckon.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a source's rows are stored. */
enum Format {
    CSV,
    TSV,
    /** Values divided by runs of blanks. */
    BLANK,
    /** Values at fixed places of a line. */
    FIXED,
    PARQUET,
    /** One JSON object a line. */
    JSONL,
    XLSX;

    static List<String> words() {
        return Arrays.stream(values())
                .map(format -> format.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    static Format named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** By the file's extension; CSV where it says nothing. */
    static Format of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "tsv", "tab" -> TSV;
            case "parquet" -> PARQUET;
            case "jsonl", "ndjson" -> JSONL;
            case "xlsx" -> XLSX;
            default -> CSV;
        };
    }

    boolean isText() {
        return this == CSV || this == TSV || this == BLANK || this == FIXED;
    }
}
