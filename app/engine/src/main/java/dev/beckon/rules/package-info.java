@NullMarked
package dev.beckon.rules;

import org.jspecify.annotations.NullMarked;
