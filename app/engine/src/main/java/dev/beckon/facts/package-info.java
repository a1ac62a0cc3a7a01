@NullMarked
package dev.beckon.facts;

import org.jspecify.annotations.NullMarked;
