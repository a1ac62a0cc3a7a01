@NullMarked
package dev.beckon.plan;

import org.jspecify.annotations.NullMarked;
