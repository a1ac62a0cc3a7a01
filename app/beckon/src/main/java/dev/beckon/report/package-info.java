@NullMarked
package dev.beckon.report;

import org.jspecify.annotations.NullMarked;
