package dev.beckon.feedback;

/** Tells people how far long work has come. Called from one thread at a time. */
public interface Progress {

    /** Says nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void begin(String task, long total) {}

        @Override
        public void advance(long steps) {}

        @Override
        public void end() {}
    };

    /**
     * @param task what is being done, as a short phrase: "deciding"
     * @param total the number of steps, or -1 where it isn't known
     */
    void begin(String task, long total);

    void advance(long steps);

    void end();
}
