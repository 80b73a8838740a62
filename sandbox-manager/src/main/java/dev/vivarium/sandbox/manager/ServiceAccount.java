package dev.vivarium.sandbox.manager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/** The unprivileged user as whom the server runs. */
record ServiceAccount(String name, int uid, int gid) {

    /** Asks {@code id}, which knows accounts of every kind that the machine knows, not only those in {@code /etc/passwd}. */
    static ServiceAccount of(String name) throws StartException {
        if (name.startsWith("-")) {
            throw new StartException("\"" + name + "\" is not a user. Correct vivarium.service-account.");
        }
        var account = new ServiceAccount(name, id("-u", name), id("-g", name));
        if (account.uid() == 0) {
            throw new StartException("The server must not run as root. Set vivarium.service-account to another user.");
        }
        return account;
    }

    /** The first folder on the way to {@code path} that this account may not pass. Access lists are not looked at. */
    Optional<Path> stoppedAt(Path path) throws IOException {
        for (var folder = path.toRealPath(); folder != null; folder = folder.getParent()) {
            if (!mayPass(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private boolean mayPass(Path folder) throws IOException {
        var needed = Files.getAttribute(folder, "unix:uid").equals(uid)
                ? PosixFilePermission.OWNER_EXECUTE
                : Files.getAttribute(folder, "unix:gid").equals(gid)
                        ? PosixFilePermission.GROUP_EXECUTE
                        : PosixFilePermission.OTHERS_EXECUTE;
        return Files.getPosixFilePermissions(folder).contains(needed);
    }

    private static int id(String option, String name) throws StartException {
        try {
            var process = new ProcessBuilder("id", option, name)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var text = new String(process.getInputStream().readAllBytes()).strip();
            if (process.waitFor() == 0) {
                return Integer.parseInt(text);
            }
        } catch (IOException | NumberFormatException unusable) {
            throw new StartException("Cannot ask id(1) about the user " + name + ". Is coreutils installed?", unusable);
        } catch (InterruptedException impossible) {
            throw new AssertionError("nobody interrupts the start", impossible);
        }
        throw new StartException(
                "There is no user \"%s\". Create it (useradd --system %s) or set vivarium.service-account."
                        .formatted(name, name));
    }
}
