package dev.vivarium.sandbox.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

final class FakeResolver implements Resolver {

    final AtomicInteger asked = new AtomicInteger();
    private final Map<String, List<String>> names;

    FakeResolver(Map<String, List<String>> names) {
        this.names = names;
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        asked.incrementAndGet();
        if (!names.containsKey(host)) {
            throw new UnknownHostException(host);
        }
        return names.get(host).stream().map(InetAddress::ofLiteral).toList();
    }
}
