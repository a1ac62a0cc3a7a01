package dev.beckon.sample;

/** What the files are: CSV for people to look into, Parquet for large numbers. */
public enum Format {
    CSV,
    PARQUET
}
