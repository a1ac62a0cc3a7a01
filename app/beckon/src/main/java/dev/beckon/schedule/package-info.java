/** Runs of campaigns: planned together, at their times, and sent. */
@NullMarked
package dev.beckon.schedule;

import org.jspecify.annotations.NullMarked;
