package dev.vivarium.server.workspace;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.vivarium.posix.FileStat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;

/** The tags of files, kept while their inode says that nothing was changed. Thread-safe. */
final class Etags {

    private static final int MAX_ENTRIES = 50_000;
    private static final int CHUNK = 64 * 1024;
    /** What can come through the API. A sandbox makes a file of any size in no time, by a hole; reading it would take hours. */
    static final long HASHED = 512L * 1024 * 1024;
    /** The kernel stamps changes by its tick: a younger file may change again and keep its times. */
    private static final Duration CLOCK_TICK = Duration.ofMillis(40);

    private record Version(long device, long inode, long size, long modified, long changed) {

        static Version of(FileStat stat) {
            return new Version(stat.device(), stat.inode(), stat.size(), stat.modified(), stat.changed());
        }
    }

    private final Cache<Version, Etag> known =
            Caffeine.newBuilder().maximumSize(MAX_ENTRIES).build();

    /**
     * The tag of the first {@code stat.size()} bytes of an open file whose state is {@code stat}: of its content, or above
     * 512 MiB of its inode, size and times.
     */
    Etag of(FileStat stat, FileChannel content) throws IOException {
        var version = Version.of(stat);
        var cached = known.getIfPresent(version);
        if (cached != null) {
            return cached;
        }
        if (stat.size() > HASHED) {
            return ofState(version);
        }
        boolean settled = isSettled(stat);
        var etag = hash(content, stat.size());
        if (settled) {
            known.put(version, etag);
        }
        return etag;
    }

    private static Etag ofState(Version version) {
        var digest = Etag.digest();
        digest.update(version.toString().getBytes(StandardCharsets.UTF_8));
        return Etag.of(digest);
    }

    private static boolean isSettled(FileStat stat) {
        var now = Instant.now().minus(CLOCK_TICK);
        long latest = Math.max(stat.changed(), stat.modified());
        return latest < now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    private static Etag hash(FileChannel content, long size) throws IOException {
        MessageDigest digest = Etag.digest();
        var buffer = ByteBuffer.allocate((int) Math.clamp(size, 1, CHUNK));
        for (long at = 0; at < size; ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), size - at));
            int read = content.read(buffer, at);
            if (read < 0) {
                break;
            }
            digest.update(buffer.flip());
            at += read;
        }
        return Etag.of(digest);
    }
}
