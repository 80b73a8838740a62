package dev.vivarium.sandbox.oci;

import dev.vivarium.sandbox.contract.EngineUnderTest;
import dev.vivarium.sandbox.contract.SandboxEngineContract;

/** Needs root and crun; without them it fails and says so. */
class OciEngineIT extends SandboxEngineContract {

    @Override
    protected EngineUnderTest open() throws Exception {
        return OciEngineOnThisMachine.open();
    }
}
