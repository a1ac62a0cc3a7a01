package dev.beckon.cli;

import dev.beckon.feedback.Progress;

final class TerminalProgress {
    private TerminalProgress() {}

    static Progress onStderr() {
        return Progress.SILENT;
    }
}
