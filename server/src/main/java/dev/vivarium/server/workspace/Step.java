package dev.vivarium.server.workspace;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.vivarium.posix.DirectoryDescriptor;

/**
 * The one thing that changes of a workspace are made of: a move between it and the change's own folder, or within it. So each is
 * atomic and can be taken back.
 *
 * @param exchange both places are taken and trade what they hold
 * @param inode of what was at {@code from}: the step was made when it is at {@code to}
 */
record Step(Location from, Location to, boolean exchange, long inode) {

    @JsonIgnore
    DirectoryDescriptor.Target target() {
        return exchange ? DirectoryDescriptor.Target.EXCHANGE : DirectoryDescriptor.Target.KEEP;
    }
}
