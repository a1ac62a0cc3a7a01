/**
 * What people look at before anything is sent: the funnel in the terminal, the page that may be shared, the samples
 * that may not, and the files that other tools read.
 */
@NullMarked
package dev.beckon.report;

import org.jspecify.annotations.NullMarked;
