/** What answers over HTTP while a workspace is served: opting out, callbacks, metrics, health and a page for operators. */
@NullMarked
package dev.beckon.web;

import org.jspecify.annotations.NullMarked;
