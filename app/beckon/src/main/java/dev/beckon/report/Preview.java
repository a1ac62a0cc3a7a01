package dev.beckon.report;

import java.nio.file.Path;

/**
 * One campaign's preview as it was written.
 *
 * @param folder holds index.html, samples.html and the plan's files
 */
public record Preview(PlanHeader plan, Figures figures, Path folder) {}
