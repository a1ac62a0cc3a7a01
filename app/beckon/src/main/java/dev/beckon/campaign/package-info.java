@NullMarked
package dev.beckon.campaign;

import org.jspecify.annotations.NullMarked;
