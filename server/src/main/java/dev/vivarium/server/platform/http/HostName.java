package dev.vivarium.server.platform.http;

import java.util.OptionalInt;

/** What the Host of a request stands for. */
public sealed interface HostName {

    /** The IDE and its API. */
    record Ide() implements HostName {}

    /** A preview. @param label the project's id @param port the one named in the host, if any */
    record Preview(String label, OptionalInt port) implements HostName {}

    /** Nothing of ours: a DNS rebinding attempt, or a missing PUBLIC_URL. */
    record Unknown(String value) implements HostName {}
}
