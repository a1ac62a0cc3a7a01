@NullMarked
package dev.beckon.audience;

import org.jspecify.annotations.NullMarked;
