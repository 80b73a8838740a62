package dev.vivarium.server.workspace;

import dev.vivarium.posix.DirectoryDescriptor;
import dev.vivarium.posix.FileHandle;
import dev.vivarium.posix.PosixException;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.Ids;
import dev.vivarium.server.platform.PlatformException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The folder of one change, beside the workspaces on the same file system, where no sandbox reaches: new content waits in it, and
 * what is replaced or deleted is moved into it. Closing removes all that is left there.
 */
final class Staging implements AutoCloseable {

    static final int FILE_MODE = 0644;
    static final int FOLDER_MODE = 0755;
    private static final Logger LOG = Logger.getLogger(Staging.class);
    private static final int CHUNK = 128 * 1024;

    private final DirectoryDescriptor area;
    private final String name;
    private final DirectoryDescriptor folder;
    private int slots;

    private Staging(DirectoryDescriptor area, String name, DirectoryDescriptor folder) {
        this.area = area;
        this.name = name;
        this.folder = folder;
    }

    /** @param area of the workspace; closed with this */
    static Staging create(DirectoryDescriptor area) throws PosixException {
        var name = Ids.random('c');
        try {
            area.createDirectory(name, 0700);
            return new Staging(area, name, area.directoryWithoutLinks(name));
        } catch (PosixException exception) {
            area.close();
            throw exception;
        }
    }

    /** One that an earlier process left. */
    static Staging reopen(DirectoryDescriptor area, String name) throws PosixException {
        return new Staging(area, name, area.directoryWithoutLinks(name));
    }

    DirectoryDescriptor folder() {
        return folder;
    }

    String nextSlot() {
        return "s" + slots++;
    }

    /** A new folder, waiting for its place. */
    String stageFolder() throws PosixException {
        var slot = nextSlot();
        folder.createDirectory(slot, FOLDER_MODE);
        changeMode(slot, FOLDER_MODE);
        return slot;
    }

    /** Takes the rights that a umask may have left out. */
    void changeMode(String slot, int mode) throws PosixException {
        try (var staged = folder.child(slot)) {
            staged.changeMode(mode);
        }
    }

    /** Writes the content down to the disk. @param maxBytes a longer one is refused with {@code too-large} */
    StagedFile stage(InputStream content, long maxBytes) throws IOException {
        var slot = nextSlot();
        var digest = Etag.digest();
        long size = 0;
        try (var file = folder.createFile(slot, FILE_MODE);
                var channel = file.open(StandardOpenOption.WRITE)) {
            file.changeMode(FILE_MODE);
            var chunk = new byte[CHUNK];
            for (int read; (read = content.read(chunk)) >= 0; ) {
                size += read;
                if (size > maxBytes) {
                    throw tooLarge(maxBytes);
                }
                digest.update(chunk, 0, read);
                write(file, channel, ByteBuffer.wrap(chunk, 0, read));
            }
            channel.force(false);
        }
        return new StagedFile(slot, size, Etag.of(digest));
    }

    static PlatformException tooLarge(long maxBytes) {
        return new PlatformException(
                ErrorCode.TOO_LARGE,
                "The content is larger than the " + maxBytes / (1024 * 1024) + " MiB allowed.",
                Map.of("maxBytes", maxBytes),
                null);
    }

    static void write(FileHandle file, FileChannel channel, ByteBuffer chunk) throws IOException {
        while (chunk.hasRemaining()) {
            try {
                channel.write(chunk);
            } catch (IOException exception) {
                // The JDK tells no error number; the same write again does: a full disk is the caller's business.
                file.probeWrite(channel.position());
                throw exception;
            }
        }
    }

    @Override
    public void close() {
        folder.close();
        try {
            Deletion.delete(area, name);
        } catch (PosixException exception) {
            LOG.warnf("leftovers of a change stay until the next start: %s", exception.getMessage());
        }
        area.close();
    }
}
