package dev.beckon.facts;

import java.util.List;

/** Customers that go through the rules together, with the linked rows that can matter to some rule. */
public record CustomerChunk(List<Subject> customers, List<LinkedFact> linked) {}
