/** Makes the sample company: a shop of Indian fusion sweets, with customers, orders, events, consents and mess. */
@NullMarked
package dev.beckon.sample;

import org.jspecify.annotations.NullMarked;
