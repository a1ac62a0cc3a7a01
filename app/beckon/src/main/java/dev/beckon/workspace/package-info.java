@NullMarked
package dev.beckon.workspace;

import org.jspecify.annotations.NullMarked;
