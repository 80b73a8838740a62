package dev.vivarium.sandbox.egress;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** A package manager of this machine, asked what it is configured for. Its answers may take seconds. */
interface RegistrySource {

    /** Its name, as the user sees it in decisions. */
    String tool();

    /** Asks its configuration; nothing goes over the network. */
    Found ask();

    /** Has it look up a package, to learn from which other servers its registry hands out files. */
    default List<URI> learn() {
        return List.of();
    }

    /**
     * @param urls where it fetches from
     * @param environment variables by which the same package manager in a sandbox fetches from there, without secrets
     */
    record Found(List<URI> urls, Map<String, String> environment) {

        static final Found NOTHING = new Found(List.of(), Map.of());

        public Found {
            urls = List.copyOf(urls);
            environment = Map.copyOf(environment);
        }
    }
}
