package dev.vivarium.server.preview;

import java.util.Locale;

/** The origin of a preview as the browser sees it. @param value without a trailing slash */
record PreviewOrigin(String value, String authority, String scheme) {

    static PreviewOrigin of(String scheme, String authority) {
        var host = authority.toLowerCase(Locale.ROOT);
        return new PreviewOrigin(scheme + "://" + host, host, scheme);
    }
}
