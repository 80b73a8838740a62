package app;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** Starts the server: the page at {@code /}, a small JSON API at {@code /api/dice}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8000"));
        var server = start(port);
        System.out.println("Open http://localhost:" + server.getAddress().getPort() + "/");
    }

    /** Listens on the loopback address; port 0 takes a free one. */
    static HttpServer start(int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", new Pages());
        server.createContext("/api/dice", new Dice());
        server.start();
        return server;
    }
}
