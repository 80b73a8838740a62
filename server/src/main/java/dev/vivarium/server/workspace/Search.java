package dev.vivarium.server.workspace;

import dev.vivarium.posix.DirectoryDescriptor;
import dev.vivarium.posix.DirectoryEntry;
import dev.vivarium.posix.FileType;
import dev.vivarium.posix.PosixException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks through all text files of a workspace, folder by folder in the order of names. Links are not followed: what they lead to
 * inside is searched where it is. Files above 5 MiB and binary ones (a NUL in the first 8 KiB) are left out.
 */
final class Search {

    static final int MAX_MATCHES = 10_000;
    private static final int MAX_FILE_BYTES = 5 * 1024 * 1024;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_FOLDER_ENTRIES = 100_000;
    private static final int BINARY_PROBE = 8 * 1024;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    /** The search is over, for one reason or another. */
    private static final class Ended extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean truncated;

        Ended(boolean truncated) {
            super(null, null, false, false);
            this.truncated = truncated;
        }
    }

    private final Anchor anchor;
    private final SearchQuery query;
    private final SearchSink sink;
    private final long deadline = System.nanoTime() + TIME_LIMIT.toNanos();
    private byte[] content = new byte[64 * 1024];
    private int matches;

    Search(Anchor anchor, SearchQuery query, SearchSink sink) {
        this.anchor = anchor;
        this.query = query;
        this.sink = sink;
    }

    /** @throws IOException of the sink, or when the root cannot be read */
    void run() throws IOException {
        try {
            folder(anchor.root(), WorkspacePath.ROOT, 0);
        } catch (Ended ended) {
            if (ended.truncated) {
                sink.truncated();
            }
        }
    }

    private void folder(DirectoryDescriptor folder, WorkspacePath path, int depth) throws IOException, Ended {
        for (var entry : entries(folder)) {
            checkEnd();
            switch (entry.type()) {
                case REGULAR -> file(folder, entry.name(), path.child(entry.name()));
                case DIRECTORY -> subfolder(folder, entry.name(), path, depth);
                case SYMBOLIC_LINK, SPECIAL -> {}
            }
        }
    }

    private List<DirectoryEntry> entries(DirectoryDescriptor folder) throws PosixException {
        var entries = new ArrayList<DirectoryEntry>();
        try (var reader = anchor.read(folder)) {
            for (Optional<DirectoryEntry> entry;
                    entries.size() < MAX_FOLDER_ENTRIES && (entry = reader.next()).isPresent(); ) {
                entries.add(entry.get());
            }
        }
        entries.sort(Comparator.comparing((DirectoryEntry entry) -> entry.type() == FileType.DIRECTORY)
                .thenComparing(DirectoryEntry::name));
        return entries;
    }

    private void checkEnd() throws IOException, Ended {
        if (!sink.isOpen()) {
            throw new Ended(false);
        }
        if (System.nanoTime() > deadline) {
            throw new Ended(true);
        }
    }

    private void subfolder(DirectoryDescriptor parent, String name, WorkspacePath path, int depth)
            throws IOException, Ended {
        if (depth >= MAX_DEPTH || !query.everywhere() && !HeavyFolders.isSearched(name)) {
            return;
        }
        DirectoryDescriptor folder;
        try {
            folder = parent.directoryWithoutLinks(name);
        } catch (PosixException changedMeanwhile) {
            return;
        }
        try (folder) {
            folder(folder, path.child(name), depth + 1);
        }
    }

    private void file(DirectoryDescriptor folder, String name, WorkspacePath path) throws IOException, Ended {
        int length = load(folder, name);
        if (length <= 0 || isBinary(length)) {
            return;
        }
        var finder = query.matcher().in(content, length);
        int line = 1;
        int counted = 0;
        for (int at = 0, hit; at <= length && (hit = finder.find(at)) >= 0; ) {
            int start = Lines.startOf(content, hit);
            int end = Lines.endOf(content, length, hit);
            line += Lines.count(content, counted, start);
            counted = start;
            if (matches++ == MAX_MATCHES) {
                throw new Ended(true);
            }
            sink.accept(Lines.match(path, line, content, start, hit, end));
            at = end + 1;
        }
    }

    /** @return how much of {@link #content} is the file; -1 when it is not to be searched */
    private int load(DirectoryDescriptor folder, String name) {
        try (var located = folder.child(name)) {
            var stat = located.stat();
            if (!stat.isRegular() || stat.size() > MAX_FILE_BYTES) {
                return -1;
            }
            if (stat.size() > content.length) {
                content = new byte[(int) Math.min(MAX_FILE_BYTES, stat.size() * 2)];
            }
            try (var channel = FileContent.openChannel(located)) {
                var buffer = ByteBuffer.wrap(content, 0, (int) stat.size());
                while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                    // Until it is full or the file ends.
                }
                return buffer.position();
            }
        } catch (IOException changedMeanwhile) {
            return -1;
        }
    }

    private boolean isBinary(int length) {
        for (int i = 0; i < Math.min(length, BINARY_PROBE); i++) {
            if (content[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
