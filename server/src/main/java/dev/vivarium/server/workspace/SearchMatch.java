package dev.vivarium.server.workspace;

/**
 * A line that holds what was searched for.
 *
 * @param line from 1
 * @param column of the first hit, from 1, in UTF-16 units as editors count them
 * @param text of the line, at most 400 characters around the hit
 */
public record SearchMatch(WorkspacePath path, int line, int column, String text) {}
