package sockets.grade.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files that a hand-in sees: the system's programs, what its command names, nothing else.
 *
 * @param readOnly what is seen, by where it is seen
 * @param links symbolic links, by where they are seen
 * @param handIns what is copied into the folder
 * @param folder that of the list, in which the command runs
 */
record View(Map<Path, Path> readOnly, Map<Path, Path> links, List<Path> handIns, Path folder) {
    static final String HOST = "kept-in";

    private static final Path ROOT = Path.of("/");
    private static final Path TEMPORARY = Path.of("/tmp");
    private static final Path ETC = Path.of("/etc");

    /** What interpreters and the C library read; no passwords, no keys, no names of machines. */
    private static final String CONFIGURATION =
            "{alternatives,ca-certificates.conf,debian_version,gai.conf,host.conf,java*,"
                    + "ld.so.cache,ld.so.conf,ld.so.conf.d,locale.alias,localtime,mime.types,"
                    + "nsswitch.conf,os-release,perl,protocols,python*,services,timezone}";

    private static final String HOSTS =
            "127.0.0.1 localhost\n127.0.1.1 " + HOST + "\n::1 localhost ip6-localhost\n";

    /**
     * @param own a folder for the files that are made for it
     * @param number keeps those of two commands apart
     * @param user its number, as the command sees it
     */
    static View of(Named named, Iterable<Path> also, Path folder, Path own, int number, int user)
            throws IOException {
        View view =
                new View(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>(), folder);
        view.addSystem();
        view.addConfiguration();
        String users = "student:x:" + user + ":" + user + "::/tmp:/bin/sh\n";
        view.make("passwd", "root:x:0:0::/root:/bin/sh\n" + users, own, number);
        view.make("group", "root:x:0:\nstudent:x:" + user + ":\n", own, number);
        view.make("hosts", HOSTS, own, number);
        for (Path path : also) view.add(path, path);
        for (Path path : named.others()) view.add(path, path);
        view.handIns.addAll(named.handIns());
        return view;
    }

    private void addSystem() throws IOException {
        Path usr = ROOT.resolve("usr");
        readOnly.put(usr, usr);
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(ROOT, "{bin,sbin,lib,lib32,lib64,libx32}")) {
            for (Path path : folders)
                // of a Debian since 12 they are links into /usr
                if (Files.isSymbolicLink(path)) links.put(path, Files.readSymbolicLink(path));
                else readOnly.put(path, path);
        }
    }

    private void addConfiguration() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(ETC, CONFIGURATION)) {
            for (Path path : files) add(path, path);
        }
        // beside them are private keys
        Path certificates = ETC.resolve("ssl/certs");
        add(certificates, certificates);
    }

    private void make(String name, String text, Path own, int number) throws IOException {
        Path file = own.resolve(number + "-" + name);
        Files.writeString(file, text);
        readOnly.put(ETC.resolve(name), file);
    }

    private void add(Path seen, Path path) throws IOException {
        if (!Files.exists(path) || isThere(seen)) return;
        readOnly.put(seen, path.toRealPath());
    }

    /** True for what stands in a folder that is seen whole. */
    private boolean isThere(Path path) {
        for (Path folder : readOnly.keySet()) if (path.startsWith(folder)) return true;
        return false;
    }

    /** The folders above all that is seen, from the top down. */
    Set<Path> above() {
        Set<Path> folders = new TreeSet<>();
        for (Path path : readOnly.keySet()) addAbove(path, folders);
        addAbove(folder, folders);
        return folders;
    }

    private void addAbove(Path path, Set<Path> folders) {
        for (Path one = path.getParent(); !one.equals(ROOT); one = one.getParent())
            // the folders of the system are there, and cannot be changed
            if (!isThere(one)) folders.add(one);
    }

    /**
     * True if /tmp is the hand-in's from one start to the next; not where the teacher's files are
     * beneath it: it could turn a folder above them into a link, which leads elsewhere at the next.
     */
    boolean keepsTemporary() {
        for (Path path : above()) if (path.startsWith(TEMPORARY)) return false;
        return !folder.startsWith(TEMPORARY);
    }
}
