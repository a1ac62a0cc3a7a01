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

    private final Class<? extends KieBuilder.ProjectType> project;

    BuildModel(Class<? extends KieBuilder.ProjectType> project) {
        this.project = project;
    }

    Class<? extends KieBuilder.ProjectType> project() {
        return project;
    }
}
