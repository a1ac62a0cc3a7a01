@NullMarked
package dev.beckon.database;

import org.jspecify.annotations.NullMarked;
