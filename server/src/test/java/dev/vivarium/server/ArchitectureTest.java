package dev.vivarium.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.HttpMethod;

/** The direction of dependencies that docs/ARCHITECTURE.md describes. */
@AnalyzeClasses(packages = "dev.vivarium", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.vivarium.server.";

    @ArchTest
    static final ArchRule domainsPointDownwards = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.vivarium.server..")
            .layer("app")
            .definedBy(ROOT + "app..")
            .layer("events")
            .definedBy(ROOT + "events..")
            .layer("upper")
            .definedBy(ROOT + "terminal..", ROOT + "run..", ROOT + "preview..")
            .layer("sandbox")
            .definedBy(ROOT + "sandbox..")
            .layer("workspace")
            .definedBy(ROOT + "workspace..")
            .layer("project")
            .definedBy(ROOT + "project..")
            .layer("account")
            .definedBy(ROOT + "account..")
            .layer("stream")
            .definedBy(ROOT + "stream..")
            .layer("platform")
            .definedBy(ROOT + "platform..")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("events")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("upper")
            .mayOnlyBeAccessedByLayers("events", "app")
            .whereLayer("sandbox")
            .mayOnlyBeAccessedByLayers("upper", "events", "app")
            .whereLayer("workspace")
            .mayOnlyBeAccessedByLayers("upper", "events", "app")
            .whereLayer("project")
            .mayOnlyBeAccessedByLayers("workspace", "sandbox", "upper", "events", "app")
            .whereLayer("account")
            .mayOnlyBeAccessedByLayers("project", "workspace", "sandbox", "upper", "events", "app")
            .whereLayer("stream")
            .mayOnlyBeAccessedByLayers("upper", "events", "app");

    @ArchTest
    static final ArchRule domainsHaveNoCycles =
            slices().matching("dev.vivarium.server.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheConnectionKnowsTheManager = noClasses()
            .that()
            .resideInAPackage("dev.vivarium.server..")
            .and()
            .doNotHaveSimpleName("EngineConnection")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.vivarium.sandbox.client..", "dev.vivarium.sandbox.manager..", "dev.vivarium.sandbox.oci..");

    @ArchTest
    static final ArchRule onlyTheWorkspaceMakesFileSystemCalls = noClasses()
            .that()
            .resideInAPackage("dev.vivarium.server..")
            .and()
            .resideOutsideOfPackage("dev.vivarium.server.workspace..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.vivarium.posix..");

    /** Quarkus passes over others without a word. */
    @ArchTest
    static final ArchRule resourceMethodsArePublic =
            methods().that().areMetaAnnotatedWith(HttpMethod.class).should().bePublic();

    @ArchTest
    static final ArchRule theSpiNeedsTheJdkAlone = noClasses()
            .that()
            .resideInAPackage("dev.vivarium.sandbox")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("dev.vivarium.sandbox..", "java..", "org.jspecify..");
}
