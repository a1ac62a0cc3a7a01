package dev.beckon.report;

/** Renders planned messages to be looked at, with the templates that sending uses. */
@FunctionalInterface
public interface SampleRenderer {

    RenderedMessage render(MessageRow row);
}
