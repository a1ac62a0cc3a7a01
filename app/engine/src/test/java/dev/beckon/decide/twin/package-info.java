/** The sample company's rules once more, in plain Java, written from the words of {@code rules/README.md}. */
@NullMarked
package dev.beckon.decide.twin;

import org.jspecify.annotations.NullMarked;
