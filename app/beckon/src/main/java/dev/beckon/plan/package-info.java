/**
 * From decisions to plans. {@link dev.beckon.plan.Planning} takes customers with their decisions and leaves two tables:
 * {@code plan.messages}, who gets what by which channel and when, and {@code plan.skips}, who gets nothing and why. The
 * reasons are gates in a fixed order, one type each.
 */
@NullMarked
package dev.beckon.plan;

import org.jspecify.annotations.NullMarked;
