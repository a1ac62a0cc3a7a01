@NullMarked
package dev.beckon.data;

import org.jspecify.annotations.NullMarked;
