package dev.beckon.rules;

import java.util.List;

/** @param name relative to the workspace */
record ParsedFile(String name, Phase phase, List<Syntax.Rule> rules) {}
