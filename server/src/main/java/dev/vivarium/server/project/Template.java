package dev.vivarium.server.project;

import java.nio.file.Path;

/**
 * A workspace to start from.
 *
 * @param order its place in the list, lowest first
 * @param fileCount how many files a project of it begins with
 * @param files folder of its files on the host
 */
record Template(String id, int order, String title, String description, Manifest manifest, int fileCount, Path files) {}
