package dev.vivarium.sandbox.manager;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;

/** Who may speak to the manager, as the kernel vouches for them (unix(7), SO_PEERCRED). */
record Peers(Set<UserPrincipal> admitted) {

    Peers {
        admitted = Set.copyOf(admitted);
    }

    /** Those processes that run as one of these uids; equality of principals is equality of uids. */
    static Peers ofUids(int... uids) throws IOException {
        var lookup = FileSystems.getDefault().getUserPrincipalLookupService();
        var principals = new HashSet<UserPrincipal>();
        for (int uid : uids) {
            principals.add(lookup.lookupPrincipalByName(Integer.toString(uid)));
        }
        return new Peers(principals);
    }

    static UserPrincipal of(SocketChannel socket) throws IOException {
        return socket.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    }

    boolean admits(UserPrincipal peer) {
        return admitted.contains(peer);
    }
}
