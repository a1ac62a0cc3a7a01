package dev.beckon.rules;

import org.drools.compiler.kie.builder.impl.DrlProject;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.builder.KieBuilder;

/** How Drools prepares rules. The decisions are the same. */
public enum BuildModel {
    /** Conditions are interpreted at first, and compiled once they were used a while: quick to build. */
    CLASSIC(DrlProject.class),
    /** Java classes, compiled at once. */
    EXECUTABLE(ExecutableModelProject.class);

    /** Measured with 60 rules: twice as long to build, and half as much again of customers per second. */
    private static final long CUSTOMERS_WORTH_EXECUTABLE = 500_000;

    /** Executable rules take far more memory to build. */
    private static final int MOST_EXECUTABLE_RULES = 500;

    private final Class<? extends KieBuilder.ProjectType> project;

    BuildModel(Class<? extends KieBuilder.ProjectType> project) {
        this.project = project;
    }

    /** Which is done sooner. */
    public static BuildModel worthFor(long customers, RuleSet rules) {
        return customers >= CUSTOMERS_WORTH_EXECUTABLE && rules.rules().size() <= MOST_EXECUTABLE_RULES
                ? EXECUTABLE
                : CLASSIC;
    }

    Class<? extends KieBuilder.ProjectType> project() {
        return project;
    }
}
