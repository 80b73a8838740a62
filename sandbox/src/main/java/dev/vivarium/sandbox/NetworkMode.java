package dev.vivarium.sandbox;

/** What a sandbox may reach beyond its own loopback. */
public enum NetworkMode {
    /** Nothing. */
    NONE,
    /** The package registries, through the platform's egress proxy. */
    INSTALL,
    /** Every public address, through the platform's egress proxy; an operator's choice. */
    OPEN
}
