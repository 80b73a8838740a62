package dev.vivarium.sandbox.egress;

import java.io.Closeable;
import java.io.IOException;

final class Quietly {

    private static final System.Logger LOG = System.getLogger(Quietly.class.getName());

    private Quietly() {}

    static void close(Closeable resource) {
        try {
            resource.close();
        } catch (IOException gone) {
            LOG.log(System.Logger.Level.DEBUG, "Closing failed: {0}", gone.toString());
        }
    }
}
