package dev.vivarium.server.workspace;

/** Content that is on the disk and waits for its place. */
record StagedFile(String slot, long size, Etag etag) {}
