package dev.beckon.workspace;

import dev.beckon.feedback.Problems;
import java.nio.file.Path;

/**
 * A folder with beckon.yaml, rules and campaigns. Sections of beckon.yaml belong to the packages that use them; each
 * reads its own and adds its problems to the same list.
 */
public final class Workspace {

    /** Every key that beckon.yaml may have at its top. */
    private static final String[] SECTIONS = {
        "company", "data", "sources", "rfm", "policies", "channels", "delivery", "store"
    };

    private final Path root;
    private final YamlMap settings;
    private final Company company;

    private Workspace(Path root, YamlMap settings, Company company) {
        this.root = root;
        this.settings = settings;
        this.company = company;
    }

    /** @throws dev.beckon.feedback.ProblemsFound if beckon.yaml is missing or its top level or company is wrong */
    public static Workspace open(Path root) {
        var problems = new Problems();
        YamlMap settings = StrictYaml.read(root.resolve("beckon.yaml"), "beckon.yaml", problems)
                .allowing(SECTIONS);
        Company company = Company.from(settings.mapOrEmpty("company"));
        problems.throwIfAny();
        return new Workspace(root.toAbsolutePath().normalize(), settings, company);
    }

    public Path root() {
        return root;
    }

    public Company company() {
        return company;
    }

    public Path rules() {
        return root.resolve("rules");
    }

    public Path campaigns() {
        return root.resolve("campaigns");
    }

    public Path out() {
        return root.resolve("out");
    }

    /** What must survive a loss of {@link #out()}: the store, and the key that it needs. */
    public Path state() {
        return root.resolve("state");
    }

    /** A section of beckon.yaml, empty where it isn't there. Problems found in it go to {@link #problems()}. */
    public YamlMap section(String name) {
        return settings.mapOrEmpty(name);
    }

    public Problems problems() {
        return settings.problems();
    }
}
