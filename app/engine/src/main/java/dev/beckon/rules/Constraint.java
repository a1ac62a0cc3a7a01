package dev.beckon.rules;

/**
 * One of the conditions that commas separate in a rule.
 *
 * @param text as written, on one line
 */
public record Constraint(String text, Place place, Condition condition) {}
