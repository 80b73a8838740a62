package dev.vivarium.posix;

import java.nio.file.Path;

/**
 * A directory as the anchor of all that is done below it. No path given here leads out of it ({@code RESOLVE_BENEATH}): neither
 * by {@code ..} nor by a link, whoever renames and links inside meanwhile. Changes name a direct child, never a path.
 *
 * <p>Names and paths are in the form of {@link PathText}. What leads out fails with {@code EXDEV}.
 */
public final class DirectoryDescriptor extends FileHandle {

    private static final int RENAME_NOREPLACE = 1;
    private static final int RENAME_EXCHANGE = 2;

    /** What becomes of a target that is there. */
    public enum Target {
        REPLACE(0),
        KEEP(RENAME_NOREPLACE),
        /** Both must be there and trade places at once. */
        EXCHANGE(RENAME_EXCHANGE);

        private final int flags;

        Target(int flags) {
            this.flags = flags;
        }
    }

    private DirectoryDescriptor(int number) {
        super(number);
    }

    /** An anchor that the caller trusts, by its path on the host. */
    public static DirectoryDescriptor open(Path trusted) throws PosixException {
        var relative = trusted.toAbsolutePath().toString().substring(1);
        return new DirectoryDescriptor(NativeOpen.trusted("/" + relative));
    }

    /** What is at the path, links followed; opened by nobody yet. */
    public FileHandle locate(String path) throws PosixException {
        return new FileHandle(openBeneath(path, OpenFlags.PATH, 0));
    }

    /** The directory at the path, links followed. */
    public DirectoryDescriptor directory(String path) throws PosixException {
        return new DirectoryDescriptor(openBeneath(path, OpenFlags.PATH | OpenFlags.DIRECTORY, 0));
    }

    /** The directory at the path, no link on the way. */
    public DirectoryDescriptor directoryWithoutLinks(String path) throws PosixException {
        return new DirectoryDescriptor(
                openBeneath(path, OpenFlags.PATH | OpenFlags.DIRECTORY, FileCalls.RESOLVE_NO_SYMLINKS));
    }

    /** A child, and not what it links to. */
    public FileHandle child(String name) throws PosixException {
        return new FileHandle(openBeneath(checked(name), OpenFlags.PATH | OpenFlags.NO_FOLLOW, 0));
    }

    /** Of a child, and not of what it links to. */
    public FileStat stat(String name) throws PosixException {
        return FileCalls.stat(number(), checked(name));
    }

    /** A new, empty file, open for writing. Fails with {@code EEXIST} when anything has the name. */
    public FileHandle createFile(String name, int mode) throws PosixException {
        long flags = OpenFlags.WRITE_ONLY | OpenFlags.CREATE | OpenFlags.EXCLUSIVE | OpenFlags.NO_FOLLOW;
        return new FileHandle(FileCalls.openBeneath(number(), checked(name), flags, mode, 0));
    }

    public void createDirectory(String name, int mode) throws PosixException {
        FileCalls.makeDirectory(number(), checked(name), mode);
    }

    /** What a link says; {@code EINVAL} when the child is none. */
    public String readLink(String name) throws PosixException {
        return FileCalls.readLink(number(), checked(name));
    }

    /** Removes a child that is no directory. */
    public void unlink(String name) throws PosixException {
        FileCalls.unlink(number(), checked(name), 0);
    }

    public void removeDirectory(String name) throws PosixException {
        FileCalls.unlink(number(), checked(name), FileCalls.AT_REMOVEDIR);
    }

    /** Moves a child, itself and not what it links to, in one step. */
    public void rename(String name, DirectoryDescriptor to, String newName, Target target) throws PosixException {
        FileCalls.rename(number(), checked(name), to.number(), checked(newName), target.flags);
    }

    /** Its children, in the order of the disk. */
    public DirectoryReader read() throws PosixException {
        return new DirectoryReader(openBeneath(".", OpenFlags.READ_ONLY | OpenFlags.DIRECTORY, 0));
    }

    private int openBeneath(String path, long flags, long resolve) throws PosixException {
        return FileCalls.openBeneath(number(), path.isEmpty() ? "." : path, flags, 0, resolve);
    }

    private static String checked(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not the name of a child: " + name);
        }
        return name;
    }
}
