package dev.beckon.decide;

import dev.beckon.facts.Subject;
import java.util.List;

/** Customers with their decisions, at the same index. */
public record DecidedChunk(List<Subject> customers, List<Decision> decisions) {}
