package dev.beckon;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    /** The order in which data flows; a package imports only packages before it. */
    private static final List<String> FLOW = List.of(
            "feedback",
            "facts",
            "rules",
            "decide",
            "workspace",
            "database",
            "features",
            "data",
            "sample",
            "audience",
            "campaign",
            "plan",
            "report",
            "store",
            "deliver",
            "schedule",
            "web",
            "cli");

    private static final JavaClasses BECKON =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.beckon");

    @Test
    void packagesImportOnlyThoseBeforeThem() {
        for (int i = 0; i < FLOW.size() - 1; i++) {
            String[] later = FLOW.subList(i + 1, FLOW.size()).stream()
                    .map(ArchitectureTest::inside)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(inside(FLOW.get(i)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later)
                    .allowEmptyShould(true)
                    .check(BECKON);
        }
    }

    @Test
    void everyPackageHasAPlaceInTheOrder() {
        var packages = BECKON.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring("dev.beckon.".length()).split("\\.")[0])
                .collect(Collectors.toSet());
        assertThat(FLOW).containsAll(packages);
    }

    @Test
    void theEngineKnowsNeitherSpringNorDatabases() {
        noClasses()
                .that()
                .resideInAnyPackage(inside("feedback"), inside("facts"), inside("rules"), inside("decide"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..", "org.duckdb..")
                .check(BECKON);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("dev.beckon.(*)..").should().beFreeOfCycles().check(BECKON);
    }

    @Test
    void namesSayWhatAThingIs() {
        classes()
                .should()
                .haveNameNotMatching(".*(Util|Utils|Manager|Helper|Impl|Common)")
                .check(BECKON);
    }

    private static String inside(String name) {
        return "dev.beckon." + name + "..";
    }
}
