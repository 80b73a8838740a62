package dev.vivarium.sandbox.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a name, at least one. */
interface Resolver {

    List<InetAddress> resolve(String host) throws IOException;
}
