/**
 * The files of projects: reading, changing, listing, searching and watching them. A workspace is hostile: the project's
 * sandbox may swap folders for links while we work. So every access is anchored at the workspace's directory descriptor and
 * stays beneath it by the kernel's own check; no path of the host is ever put together from names that come from outside.
 */
@NullMarked
package dev.vivarium.server.workspace;

import org.jspecify.annotations.NullMarked;
