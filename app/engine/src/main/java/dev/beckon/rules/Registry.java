package dev.beckon.rules;

/**
 * Numbers for the names that conditions ask for, so that a test is an index and no text is compared.
 *
 * @param segments codes of {@link dev.beckon.facts.Subject#marked(int)} for segments: even numbers; tags: odd ones
 */
record Registry(Index segments, Index tags, Index products, Index categories, Index previousDimensions) {

    Registry() {
        this(new Index(), new Index(), new Index(), new Index(), new Index());
    }

    int segmentCode(String segment) {
        return 2 * segments.of(segment);
    }

    int tagCode(String tag) {
        return 2 * tags.of(tag) + 1;
    }
}
