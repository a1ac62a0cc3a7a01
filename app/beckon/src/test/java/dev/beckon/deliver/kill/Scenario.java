package dev.beckon.deliver.kill;

import java.nio.file.Path;

/**
 * What is killed, how often, and what goes wrong besides.
 *
 * @param url of an empty store
 * @param user null where none is needed
 * @param messages of each run; there are as many runs as the kills need
 * @param faults share of messages at which the provider goes wrong
 * @param naive whether what was being sent when its node died is sent again, as many tools do
 * @param folder for logs
 */
record Scenario(
        String name,
        String url,
        String user,
        int nodes,
        Provider provider,
        int kills,
        int messages,
        double faults,
        long seed,
        boolean naive,
        Path folder) {}
