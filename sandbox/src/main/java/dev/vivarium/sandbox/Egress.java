package dev.vivarium.sandbox;

import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The only way out of a sandbox: a CONNECT proxy on the sandbox's own loopback. An engine makes the listening socket inside the
 * sandbox's network namespace and hands it over; who may be reached is decided here.
 */
public interface Egress {

    /** Port inside every sandbox on which the proxy listens, on 127.0.0.1. */
    int PORT = 3128;

    /** Serves {@code listener}, which it then owns, until the gate is closed. */
    Gate open(SandboxId id, ServerSocketChannel listener, NetworkMode mode);

    /**
     * Environment of every process in a sandbox, by which package managers find the proxy, the registries that this machine is
     * configured for, and its certificate authorities.
     */
    Map<String, String> environment();

    interface Gate extends AutoCloseable {

        /**
         * Opens the gate to {@code mode} until the grant is closed; then connections that only it allowed are cut.
         *
         * @param decisions is told of each decision while the grant lives, one line without a line end
         */
        Grant grant(NetworkMode mode, Consumer<String> decisions);

        @Override
        void close();
    }

    interface Grant extends AutoCloseable {
        @Override
        void close();
    }
}
