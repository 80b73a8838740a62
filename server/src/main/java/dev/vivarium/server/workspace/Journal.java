package dev.vivarium.server.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vivarium.posix.DirectoryDescriptor;
import dev.vivarium.posix.Errno;
import dev.vivarium.posix.FileHandle;
import dev.vivarium.posix.PosixException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a change, each written before it is made, so that a process that died in between leaves what is needed to take
 * them back. It is not synced to the disk: it outlives the process, not the machine.
 */
final class Journal implements AutoCloseable {

    private static final String NAME = "journal";
    private static final String COMMITTED = "committed";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DirectoryDescriptor folder;
    private final FileHandle file;
    private final FileChannel channel;

    private Journal(DirectoryDescriptor folder, FileHandle file, FileChannel channel) {
        this.folder = folder;
        this.file = file;
        this.channel = channel;
    }

    static Journal create(DirectoryDescriptor folder) throws IOException {
        var file = folder.createFile(NAME, 0600);
        try {
            return new Journal(folder, file, file.open(StandardOpenOption.WRITE));
        } catch (IOException exception) {
            file.close();
            throw exception;
        }
    }

    void append(Step step) throws IOException {
        var line = JSON.writeValueAsString(step) + "\n";
        Staging.write(file, channel, ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    }

    /** From here on the change stands. */
    void commit() throws PosixException {
        folder.rename(NAME, folder, COMMITTED, DirectoryDescriptor.Target.REPLACE);
    }

    /** What an uncommitted change had begun, in its order. A last line that was cut stands for a step that was not made. */
    static List<Step> uncommitted(DirectoryDescriptor folder) throws IOException {
        String text;
        try (var located = folder.child(NAME);
                var channel = located.open(StandardOpenOption.READ)) {
            text = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        } catch (PosixException exception) {
            if (exception.errno() == Errno.ENOENT) {
                return List.of();
            }
            throw exception;
        }
        var steps = new ArrayList<Step>();
        for (var line : text.lines().toList()) {
            try {
                steps.add(JSON.readValue(line, Step.class));
            } catch (JsonProcessingException cut) {
                break;
            }
        }
        return steps;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        file.close();
    }
}
