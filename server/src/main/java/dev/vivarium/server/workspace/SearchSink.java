package dev.vivarium.server.workspace;

import java.io.IOException;

/** Takes what a search finds, while it runs. */
public interface SearchSink {

    /** @throws IOException ends the search */
    void accept(SearchMatch match) throws IOException;

    /** There is more than one search may tell. Called once, last. */
    void truncated() throws IOException;

    /** Asked between files: false ends the search. */
    boolean isOpen() throws IOException;
}
