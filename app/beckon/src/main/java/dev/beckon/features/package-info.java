@NullMarked
package dev.beckon.features;

import org.jspecify.annotations.NullMarked;
