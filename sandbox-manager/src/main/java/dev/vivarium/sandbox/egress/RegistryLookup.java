package dev.vivarium.sandbox.egress;

import java.util.Optional;

/** Knows which package manager, if any, this machine has configured to fetch from a target. */
interface RegistryLookup {

    Optional<String> toolOf(Target target);
}
