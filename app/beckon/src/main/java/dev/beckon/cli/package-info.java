@NullMarked
package dev.beckon.cli;

import org.jspecify.annotations.NullMarked;
