package dev.beckon.facts;

/** A row that belongs to one customer and that rules can join to that customer: {@code customer == $c}. */
public sealed interface LinkedFact permits Purchase, Event {

    Subject customer();
}
