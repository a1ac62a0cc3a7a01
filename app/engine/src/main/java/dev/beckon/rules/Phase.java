package dev.beckon.rules;

/** The three questions that rules answer, in order; each is a folder of {@code rules/}. */
public enum Phase {
    SEGMENTS("segments"),
    ACTIONS("actions"),
    CHANNELS("channels");

    private final String folder;

    Phase(String folder) {
        this.folder = folder;
    }

    public String folder() {
        return folder;
    }
}
