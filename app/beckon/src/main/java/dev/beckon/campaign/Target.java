package dev.beckon.campaign;

import java.util.List;

/** Whom a campaign is for. */
public sealed interface Target {

    /** The segment of those whom no rule of a dimension matched. */
    String OTHERS = "Others";

    /** Everybody for whom a rule recommends this action. */
    record Action(String name) implements Target {}

    /** Everybody in one of these segments of a dimension. */
    record Segment(String dimension, List<String> in) implements Target {}
}
