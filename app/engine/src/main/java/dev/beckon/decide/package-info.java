@NullMarked
package dev.beckon.decide;

import org.jspecify.annotations.NullMarked;
