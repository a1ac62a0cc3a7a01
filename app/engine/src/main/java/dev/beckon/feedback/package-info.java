@NullMarked
package dev.beckon.feedback;

import org.jspecify.annotations.NullMarked;
