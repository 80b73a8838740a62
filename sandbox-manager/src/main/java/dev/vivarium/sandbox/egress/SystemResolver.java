package dev.vivarium.sandbox.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The machine's own resolver, on a few threads of its own: a look-up is a native call that holds on to its thread, and a
 * sandbox that asks for slow names must not stop the virtual threads of all others.
 */
final class SystemResolver implements Resolver {

    private static final int THREADS = 4;
    private static final int WAITING = 64;
    private static final int SECONDS = 10;

    private final ThreadPoolExecutor lookups = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("resolver-", 0).factory());

    SystemResolver() {
        lookups.allowCoreThreadTimeOut(true);
    }

    @Override
    public List<InetAddress> resolve(String host) throws IOException {
        try {
            return lookups.submit(() -> List.of(InetAddress.getAllByName(host))).get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new UnknownHostException(host);
        } catch (TimeoutException | RejectedExecutionException slow) {
            throw new IOException("names are not resolved in time", slow);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", ended);
        }
    }
}
