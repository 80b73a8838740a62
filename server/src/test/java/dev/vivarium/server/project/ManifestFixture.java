package dev.vivarium.server.project;

/** Manifests for tests of other packages. */
public final class ManifestFixture {

    private ManifestFixture() {}

    public static Manifest needing(Manifest.Resources resources) {
        var nothing = ManifestDetector.nothing();
        return new Manifest(
                nothing.source(),
                nothing.stack(),
                nothing.port(),
                nothing.output(),
                nothing.main(),
                nothing.actions(),
                resources,
                nothing.problems());
    }
}
