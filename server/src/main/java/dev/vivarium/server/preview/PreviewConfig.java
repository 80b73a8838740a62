package dev.vivarium.server.preview;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of previews. */
@ConfigMapping(prefix = "vivarium.preview")
public interface PreviewConfig {

    /** How long a ticket in an address may be traded for the preview's cookie; it works once. */
    @WithDefault("30s")
    Duration ticketLifetime();

    /** How long a browser stays let in by the preview's cookie. It ends earlier with the login it came from. */
    @WithDefault("12h")
    Duration sessionLifetime();

    /** For how long an admission is believed without asking the database: a logout takes this long to reach open previews. */
    @WithDefault("10s")
    Duration admissionLifetime();

    /** Requests and sockets of one project that are open at once; more are answered 503. */
    @WithDefault("512")
    int maxConnections();

    /** How long connecting to a sandbox may take. An answer may take any time. */
    @WithDefault("10s")
    Duration connectTimeout();

    /** Largest head of an app's answer. */
    @WithDefault("64K")
    MemorySize maxResponseHeaders();
}
