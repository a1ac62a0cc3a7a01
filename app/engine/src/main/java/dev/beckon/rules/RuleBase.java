package dev.beckon.rules;

import java.util.UUID;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;

/** One build of Drools from generated text. Drools remembers every build until it is closed. */
final class RuleBase implements AutoCloseable {

    private final KieContainer container;
    private final ReleaseId release;

    private RuleBase(KieContainer container, ReleaseId release) {
        this.container = container;
        this.release = release;
    }

    /** @throws IllegalStateException if Drools objects to text that we generated: our mistake, not an author's */
    static RuleBase build(String packageName, String drl, ClassLoader classes, BuildModel model) {
        KieServices services = KieServices.get();
        ReleaseId release = services.newReleaseId("dev.beckon.rules", "base-" + UUID.randomUUID(), "1");
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(release);
        files.write("src/main/resources/" + packageName + "/generated.drl", drl);
        KieBuilder builder = services.newKieBuilder(files, classes).buildAll(model.project());
        if (builder.getResults().hasMessages(Message.Level.ERROR)) {
            services.getRepository().removeKieModule(release);
            throw new IllegalStateException("Drools refuses generated rules: "
                    + builder.getResults().getMessages(Message.Level.ERROR) + "\n" + drl);
        }
        return new RuleBase(services.newKieContainer(release, classes), release);
    }

    KieBase base() {
        return container.getKieBase();
    }

    /** The class loader that also knows the types that this base declares. */
    ClassLoader classes() {
        return container.getClassLoader();
    }

    @Override
    public void close() {
        container.dispose();
        KieServices.get().getRepository().removeKieModule(release);
    }
}
